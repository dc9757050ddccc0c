import { reload } from '../api/resource';
import { FormDialog } from './FormDialog';
import { notices } from './notices';
import { createServer, ServerFields, useServerForm } from './ResourceServerForm';
import { text } from './text';

/** Makes a resource server without leaving the form that lacks its scopes (ui 8.4). */
export function CreateServerDialog(props: { readonly pool: string; readonly onClose: () => void }) {
  const { pool, onClose } = props;
  const form = useServerForm(undefined, { asksBeforeLeaving: false });
  return (
    <FormDialog
      title={text.createServer}
      submit={text.createServer}
      size="large"
      form={form}
      onSubmit={async (values) => {
        await createServer(pool, values);
        await reload('resource-servers', pool);
        notices.success(text.serverCreated(values.name));
        onClose();
      }}
      onCancel={onClose}
    >
      <ServerFields form={form} />
    </FormDialog>
  );
}
