import { AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { aws } from '../../api/cognito';
import { passwordRule, policyText } from '../../api/password-policy';
import { useUserPool } from '../../api/pools';
import { reload } from '../../api/resource';
import { TextField, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import { notices } from '../../ui/notices';
import { text } from './text';

/** Sets a permanent or temporary password (ui 8.5). */
export function PasswordDialog(props: { readonly pool: string; readonly name: string; readonly onDone: () => void }) {
  const { pool, name, onDone } = props;
  const policy = useUserPool(pool).data?.Policies?.PasswordPolicy;
  const form = useForm(
    { password: '', kind: 'permanent' },
    { password: passwordRule(policy, text.password) },
    { asksBeforeLeaving: false },
  );
  const { values } = form;
  const set = async ({ password, kind }: { password: string; kind: string }) => {
    const isPermanent = kind === 'permanent';
    await aws(
      new AdminSetUserPasswordCommand({ UserPoolId: pool, Username: name, Password: password, Permanent: isPermanent }),
    );
    await Promise.all([reload('user', pool), reload('users', pool)]);
    notices.success(text.passwordSaved(isPermanent));
    onDone();
  };
  return (
    <FormDialog
      title={`${text.setPassword}: ${name}`}
      submit={text.setPassword}
      form={form}
      onSubmit={set}
      onCancel={onDone}
    >
      <TextField
        form={form}
        name="password"
        label={text.password}
        type="password"
        autoComplete="new-password"
        constraint={policyText(policy)}
        autoFocus
      />
      <FormField label={text.passwordKind}>
        <RadioGroup
          value={values.kind}
          items={[
            { value: 'permanent', label: text.permanent, description: text.permanentHint },
            { value: 'temporary', label: text.temporary, description: text.temporaryHint },
          ]}
          onChange={({ detail }) => form.set('kind', detail.value)}
        />
      </FormField>
    </FormDialog>
  );
}
