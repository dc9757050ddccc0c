import Checkbox from '@cloudscape-design/components/checkbox';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { given } from '../given';

/** Several of a few, in the order in which they are chosen. */
export function Checkboxes<V extends string>(props: {
  readonly options: readonly {
    readonly value: V;
    readonly label: string;
    readonly description?: string | undefined;
    readonly disabled?: boolean;
  }[];
  readonly chosen: readonly V[];
  readonly onChange: (chosen: readonly V[]) => void;
}) {
  const { options, chosen, onChange } = props;
  return (
    <SpaceBetween size="xs">
      {options.map(({ value, label, description, disabled = false }) => (
        <Checkbox
          key={value}
          checked={chosen.includes(value)}
          disabled={disabled}
          {...given({ description })}
          onChange={({ detail }) => onChange(detail.checked ? [...chosen, value] : chosen.filter((each) => each !== value))}
        >
          {label}
        </Checkbox>
      ))}
    </SpaceBetween>
  );
}
