import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import { rule, ruleText } from '../../api/rules';
import { changeUserPool } from '../../api/user-pools';
import { TextField, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import { notices } from '../../ui/notices';
import { text } from './text';

/** Pools can be renamed, what older documentation denies (ui 2.4). */
export function RenameDialog(props: { readonly pool: UserPoolType; readonly onClose: () => void }) {
  const { pool, onClose } = props;
  const form = useForm(
    { name: pool.Name ?? '' },
    { name: rule('UserPoolNameType', text.name) },
    { asksBeforeLeaving: false },
  );
  return (
    <FormDialog
      title={text.rename}
      submit={text.save}
      form={form}
      onSubmit={async ({ name }) => {
        await changeUserPool(pool, { PoolName: name });
        notices.success(text.renamed);
        onClose();
      }}
      onCancel={onClose}
    >
      <TextField form={form} name="name" label={text.name} constraint={ruleText('UserPoolNameType')} autoFocus />
    </FormDialog>
  );
}
