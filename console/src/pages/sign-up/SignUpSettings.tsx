import type { UserPoolType, VerifiedAttributeType } from '@aws-sdk/client-cognito-identity-provider';
import Checkbox from '@cloudscape-design/components/checkbox';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Toggle from '@cloudscape-design/components/toggle';
import { useState } from 'react';
import { changeUserPool } from '../../api/user-pools';
import { Labelled, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import { notices } from '../../ui/notices';
import { SettingsCard } from '../../ui/SettingsCard';
import { text } from './text';

const WORDS: Readonly<Record<VerifiedAttributeType, string>> = {
  email: text.autoVerifiedEmail,
  phone_number: text.autoVerifiedPhone,
};
const VERIFIED = ['email', 'phone_number'] as const;

/** Self-service sign-up, what is verified, and whether an old address stays until the new one is (users §2.7). */
export function SignUpSettings(props: { readonly pool: UserPoolType }) {
  const { pool } = props;
  const { AdminCreateUserConfig, AutoVerifiedAttributes = [], UserAttributeUpdateSettings } = pool;
  const kept = UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [];
  return (
    <SettingsCard
      title={text.settings}
      edit={text.edit}
      action="cognito-idp:UpdateUserPool"
      dialog={(close) => <EditSettings pool={pool} onClose={close} />}
    >
      <KeyValuePairs
        columns={3}
        items={[
          {
            label: text.selfService,
            value: AdminCreateUserConfig?.AllowAdminCreateUserOnly === true ? text.selfServiceOff : text.selfServiceOn,
          },
          { label: text.verification, value: AutoVerifiedAttributes.length === 0 ? text.none : AutoVerifiedAttributes.map((each) => WORDS[each]).join('; ') },
          { label: text.keepOriginal, value: kept.length === 0 ? text.no : kept.join(', ') },
        ]}
      />
    </SettingsCard>
  );
}

function EditSettings(props: { readonly pool: UserPoolType; readonly onClose: () => void }) {
  const { pool, onClose } = props;
  // As it was when the dialog was opened: what somebody else changes meanwhile is a conflict (ui 5.4).
  const [opened] = useState(pool);
  const { AdminCreateUserConfig, AutoVerifiedAttributes = [], UserAttributeUpdateSettings, SmsConfiguration } = opened;
  const form = useForm(
    {
      selfService: AdminCreateUserConfig?.AllowAdminCreateUserOnly !== true,
      verified: AutoVerifiedAttributes as readonly VerifiedAttributeType[],
      keep: (UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? []).length > 0,
    },
    {
      verified: (verified) =>
        verified.includes('phone_number') && SmsConfiguration === undefined ? text.smsNeeded : undefined,
    },
    { asksBeforeLeaving: false },
  );
  const { values } = form;
  return (
    <FormDialog
      title={text.settings}
      submit={text.save}
      form={form}
      onSubmit={async ({ selfService, verified, keep }) => {
        await changeUserPool(opened, {
          AdminCreateUserConfig: { ...AdminCreateUserConfig, AllowAdminCreateUserOnly: !selfService },
          AutoVerifiedAttributes: [...verified],
          UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: keep ? [...verified] : [] },
        });
        notices.success(text.saved);
        onClose();
      }}
      onCancel={onClose}
    >
      <Toggle
        checked={values.selfService}
        description={text.selfServiceHint}
        onChange={({ detail }) => form.set('selfService', detail.checked)}
      >
        {text.selfService}
      </Toggle>
      <Labelled form={form} name="verified" label={text.autoVerified} description={text.autoVerifiedHint}>
        {VERIFIED.map((name) => (
          <Checkbox
            key={name}
            checked={values.verified.includes(name)}
            onChange={({ detail }) =>
              form.set('verified', VERIFIED.filter((each) => (each === name ? detail.checked : values.verified.includes(each))))
            }
          >
            {WORDS[name]}
          </Checkbox>
        ))}
      </Labelled>
      <Checkbox
        checked={values.keep}
        disabled={values.verified.length === 0}
        onChange={({ detail }) => form.set('keep', detail.checked)}
      >
        {text.keepOriginal}
      </Checkbox>
    </FormDialog>
  );
}
