import type { EmailConfigurationType, UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { useState } from 'react';
import { changeUserPool } from '../../api/user-pools';
import { rule } from '../../api/rules';
import { TextField, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import { notices } from '../../ui/notices';
import { SettingsCard } from '../../ui/SettingsCard';
import { isSender } from './policy';
import { text } from './text';

/** Who e-mails are from. What concerns Amazon SES alone is kept as it is and has no control here. */
export function EmailSettings(props: { readonly pool: UserPoolType }) {
  const { pool } = props;
  const { From, ReplyToEmailAddress } = pool.EmailConfiguration ?? {};
  return (
    <SettingsCard
      title={text.email}
      description={text.emailHint}
      edit={text.edit}
      action="cognito-idp:UpdateUserPool"
      dialog={(close) => <EditEmail pool={pool} onClose={close} />}
    >
      <KeyValuePairs
        columns={2}
        items={[
          { label: text.from, value: From ?? text.notSet },
          { label: text.replyTo, value: ReplyToEmailAddress ?? text.notSet },
        ]}
      />
    </SettingsCard>
  );
}

function EditEmail(props: { readonly pool: UserPoolType; readonly onClose: () => void }) {
  const { pool, onClose } = props;
  const [opened] = useState(pool);
  const form = useForm(
    { from: opened.EmailConfiguration?.From ?? '', replyTo: opened.EmailConfiguration?.ReplyToEmailAddress ?? '' },
    {
      from: (from) => (from === '' || isSender(from) ? undefined : text.fromRule),
      replyTo: rule('EmailAddressType', text.replyTo, { optional: true }),
    },
    { asksBeforeLeaving: false },
  );
  return (
    <FormDialog
      title={text.email}
      submit={text.save}
      form={form}
      onSubmit={async ({ from, replyTo }) => {
        const { From: _from, ReplyToEmailAddress: _replyTo, ...others } = opened.EmailConfiguration ?? {};
        const changed: EmailConfigurationType = {
          ...others,
          ...(from === '' ? {} : { From: from }),
          ...(replyTo === '' ? {} : { ReplyToEmailAddress: replyTo }),
        };
        await changeUserPool(opened, { EmailConfiguration: changed });
        notices.success(text.savedEmail);
        onClose();
      }}
      onCancel={onClose}
    >
      <TextField form={form} name="from" label={`${text.from} - optional`} constraint={text.fromHint} autoFocus />
      <TextField form={form} name="replyTo" label={`${text.replyTo} - optional`} inputMode="email" />
    </FormDialog>
  );
}
