import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { changeUserPool } from '../../api/user-pools';
import { useUserPool } from '../../api/pools';
import { rule, ruleText } from '../../api/rules';
import { TextAreaField, TextField, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { WriteButton } from '../../ui/WriteButton';
import type { PageProps } from '../page';
import { changesOf, draftOf, isByLink, lacksPlaceholder, PLACEHOLDERS, type Kind, type TemplateDraft } from './templates';
import { text } from './text';

/** What users are written (ui 8.12). The MFA message has no page: nothing sends one yet. */
export default function MessageTemplates({ params: { pool: id } }: PageProps<'/user-pools/:pool/message-templates'>) {
  const { data } = useUserPool(id);
  return (
    <Page title={text.title} pool={id} help={text.help}>
      {data === undefined ? null : (
        <SpaceBetween size="l">
          {isByLink(data) ? (
            <Alert type="warning" statusIconAriaLabel="Warning" header={text.byLink}>
              {text.byLinkText}
            </Alert>
          ) : null}
          <Template pool={data} kind="verification" />
          <Template pool={data} kind="invitation" />
        </SpaceBetween>
      )}
    </Page>
  );
}

const WORDS = {
  verification: { title: text.verification, description: text.verificationDescription, rule: text.verificationRule },
  invitation: { title: text.invitation, description: text.invitationDescription, rule: text.invitationRule },
} as const;

function Template(props: { readonly pool: UserPoolType; readonly kind: Kind }) {
  const { pool, kind } = props;
  const [isEditing, setEditing] = useState(false);
  const { subject, email, sms } = draftOf(kind, pool);
  const shown = (value: string) =>
    value === '' ? <Box color="text-body-secondary">{text.default}</Box> : <span className="copy-text">{value}</span>;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={WORDS[kind].description}
          actions={
            <WriteButton
              action="cognito-idp:UpdateUserPool"
              kind="pools"
              ariaLabel={`${text.edit} ${WORDS[kind].title.toLowerCase()}`}
              onClick={() => setEditing(true)}
            >
              {text.edit}
            </WriteButton>
          }
        >
          {WORDS[kind].title}
        </Header>
      }
    >
      <KeyValuePairs
        columns={1}
        items={[
          { label: text.emailSubject, value: shown(subject) },
          { label: text.emailMessage, value: shown(email) },
          { label: text.smsMessage, value: shown(sms) },
        ]}
      />
      {isEditing ? <EditTemplate pool={pool} kind={kind} onClose={() => setEditing(false)} /> : null}
    </Container>
  );
}

const RULES = {
  verification: { email: 'EmailVerificationMessageType', sms: 'SmsVerificationMessageType' },
  invitation: { email: 'EmailInviteMessageType', sms: 'SmsInviteMessageType' },
} as const;

function EditTemplate(props: { readonly pool: UserPoolType; readonly kind: Kind; readonly onClose: () => void }) {
  const { pool, kind, onClose } = props;
  const [opened] = useState(pool);
  const message = (name: 'email' | 'sms', label: string) => (value: string) =>
    lacksPlaceholder(kind, value) ? WORDS[kind].rule(label) : rule(RULES[kind][name], label, { optional: true })(value);
  const form = useForm<TemplateDraft>(
    draftOf(kind, opened),
    {
      subject: rule('EmailVerificationSubjectType', text.emailSubject, { optional: true }),
      email: message('email', text.emailMessage),
      sms: message('sms', text.smsMessage),
    },
    { asksBeforeLeaving: false },
  );
  return (
    <FormDialog
      title={WORDS[kind].title}
      submit={text.save}
      size="large"
      form={form}
      onSubmit={async (draft) => {
        await changeUserPool(opened, changesOf(kind, opened, draft));
        notices.success(text.saved);
        onClose();
      }}
      onCancel={onClose}
    >
      <TextField form={form} name="subject" label={`${text.emailSubject} - optional`} constraint={ruleText('EmailVerificationSubjectType')} autoFocus />
      <TextAreaField
        form={form}
        name="email"
        label={`${text.emailMessage} - optional`}
        description={`${text.placeholders}: ${PLACEHOLDERS[kind].join(', ')}`}
        constraint={ruleText(RULES[kind].email)}
        rows={8}
      />
      <TextAreaField form={form} name="sms" label={`${text.smsMessage} - optional`} constraint={ruleText(RULES[kind].sms)} rows={3} />
    </FormDialog>
  );
}
