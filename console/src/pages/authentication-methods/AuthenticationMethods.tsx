import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { lacks } from '../../api/password-policy';
import { changeUserPool } from '../../api/user-pools';
import { useUserPool } from '../../api/pools';
import { Labelled, TextField, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { SettingsCard } from '../../ui/SettingsCard';
import type { PageProps } from '../page';
import { EmailSettings } from './EmailSettings';
import { DAYS, draftOf, HISTORY, isWithin, KINDS, LENGTHS, policyOf, type PolicyDraft } from './policy';
import { text } from './text';

/** Password policy, and who messages are from (ui 8.7, as far as it is built). */
export default function AuthenticationMethods({ params: { pool: id } }: PageProps<'/user-pools/:pool/authentication-methods'>) {
  const { data } = useUserPool(id);
  return (
    <Page title={text.title} pool={id} help={text.help}>
      {data === undefined ? null : (
        <SpaceBetween size="l">
          <Policy pool={data} />
          <EmailSettings pool={data} />
        </SpaceBetween>
      )}
    </Page>
  );
}

function Policy(props: { readonly pool: UserPoolType }) {
  const { pool } = props;
  const policy = pool.Policies?.PasswordPolicy;
  const draft = draftOf(policy);
  const kinds = KINDS.filter((kind) => draft[kind]).map((kind) => text.kinds[kind]);
  return (
    <SettingsCard
      title={text.policy}
      edit={text.edit}
      action="cognito-idp:UpdateUserPool"
      dialog={(close) => <EditPolicy pool={pool} onClose={close} />}
    >
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={4}
          items={[
            { label: text.length, value: text.lengthOf(policy?.MinimumLength) },
            { label: text.contains, value: kinds.length === 0 ? text.none : kinds.join(', ') },
            { label: text.days, value: text.daysOf(policy?.TemporaryPasswordValidityDays) },
            { label: text.history, value: text.historyOf(policy?.PasswordHistorySize) },
          ]}
        />
        <Sample draft={draft} />
      </SpaceBetween>
    </SettingsCard>
  );
}

/** "Would Summer2026 pass?", with what the policy is now or is about to be. */
function Sample(props: { readonly draft: PolicyDraft }) {
  const [password, setPassword] = useState('Summer2026');
  const missing = isWithin(props.draft.length, LENGTHS) ? lacks(policyOf(props.draft), password) : [];
  return (
    <FormField label={text.sample} description={text.sampleHint}>
      <SpaceBetween size="xxs">
        <Input value={password} autoComplete={false} spellcheck={false} onChange={({ detail }) => setPassword(detail.value)} />
        <div role="status" aria-live="polite">
          {missing.length === 0 ? (
            <StatusIndicator type="success">{text.sampleYes}</StatusIndicator>
          ) : (
            <StatusIndicator type="error">{text.sampleNo(missing)}</StatusIndicator>
          )}
        </div>
      </SpaceBetween>
    </FormField>
  );
}

function EditPolicy(props: { readonly pool: UserPoolType; readonly onClose: () => void }) {
  const { pool, onClose } = props;
  const [opened] = useState(pool);
  const form = useForm<PolicyDraft>(
    draftOf(opened.Policies?.PasswordPolicy),
    {
      length: (length) => (isWithin(length, LENGTHS) ? undefined : text.lengthRule),
      days: (days) => (isWithin(days, DAYS) ? undefined : text.daysRule),
      history: (history) => (isWithin(history, HISTORY) ? undefined : text.historyRule),
    },
    { asksBeforeLeaving: false },
  );
  const { values } = form;
  return (
    <FormDialog
      title={text.policy}
      submit={text.save}
      form={form}
      onSubmit={async (draft) => {
        const { AdminCreateUserConfig } = opened;
        await changeUserPool(opened, {
          Policies: { ...opened.Policies, PasswordPolicy: policyOf(draft) },
          // The older setting for the same thing; the two must agree (UP-23).
          AdminCreateUserConfig: { ...AdminCreateUserConfig, UnusedAccountValidityDays: Number(draft.days) },
        });
        notices.success(text.saved);
        onClose();
      }}
      onCancel={onClose}
    >
      <TextField form={form} name="length" label={text.length} constraint={text.lengthHint} inputMode="numeric" autoFocus />
      <Labelled form={form} name="numbers" label={text.contains}>
        {KINDS.map((kind) => (
          <Checkbox key={kind} checked={values[kind]} onChange={({ detail }) => form.set(kind, detail.checked)}>
            {text.kinds[kind]}
          </Checkbox>
        ))}
      </Labelled>
      <TextField form={form} name="days" label={text.days} constraint={text.daysHint} inputMode="numeric" />
      <TextField form={form} name="history" label={text.history} constraint={text.historyHint} inputMode="numeric" />
      <Sample draft={values} />
    </FormDialog>
  );
}
