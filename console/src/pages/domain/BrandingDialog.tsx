import RadioGroup from '@cloudscape-design/components/radio-group';
import { changeBranding } from '../../api/domains';
import { Labelled, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import { notices } from '../../ui/notices';
import { text } from './text';

/** Which pages a domain has: managed login, or the classic ones (DO-09). */
export function BrandingDialog(props: {
  readonly poolId: string;
  readonly domain: string;
  readonly version: number;
  readonly onClose: () => void;
}) {
  const { poolId, domain, version, onClose } = props;
  const form = useForm({ version: String(version) }, {}, { asksBeforeLeaving: false });
  return (
    <FormDialog
      title={text.branding}
      submit={text.branding}
      form={form}
      onSubmit={async (values) => {
        await changeBranding(poolId, domain, Number(values.version));
        notices.success(text.saved);
        onClose();
      }}
      onCancel={onClose}
    >
      <Labelled form={form} name="version" label={text.brandingLabel}>
        <RadioGroup
          value={form.values.version}
          items={[2, 1].map((each) => ({ value: String(each), label: text.brandings[each] ?? '' }))}
          onChange={({ detail }) => form.set('version', detail.value)}
        />
      </Labelled>
    </FormDialog>
  );
}
