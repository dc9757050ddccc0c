import SpaceBetween from '@cloudscape-design/components/space-between';
import { CopyButton } from './CopyText';

/** Code, a command or JSON, with a copy button. Can be scrolled by keyboard. */
export function CodeText(props: {
  readonly value: string;
  /** What is copied: `command`. */
  readonly what: string;
  /** What stands there instead of the value: the same with dots for a secret. */
  readonly shown?: string;
}) {
  const { value, what, shown = value } = props;
  return (
    <SpaceBetween size="xs">
      <CopyButton value={value} what={what} variant="normal" />
      <pre className="code" tabIndex={0} aria-label={what} role="region">
        {shown}
      </pre>
    </SpaceBetween>
  );
}
