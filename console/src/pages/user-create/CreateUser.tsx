import { AdminCreateUserCommand, type UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { aws } from '../../api/cognito';
import { passwordRule, policyText } from '../../api/password-policy';
import { useUserPool } from '../../api/pools';
import { reload } from '../../api/resource';
import { rule, ruleText } from '../../api/rules';
import { useWrite } from '../../api/write';
import { navigate, url } from '../../routing/router';
import { toSegment } from '../../routing/segment';
import { FailureAlert } from '../../ui/FailureAlert';
import { TextField, useForm } from '../../ui/form';
import { Irreversible } from '../../ui/Irreversible';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { SecretText } from '../../ui/SecretText';
import { SubmitForm } from '../../ui/SubmitForm';
import { WriteButton } from '../../ui/WriteButton';
import type { PageProps } from '../page';
import { nameKinds, requestOf, requiredOthers, usernameOf, type Draft } from './draft';
import { text } from './text';

/** A user whom an administrator makes (ui 8.5). */
export default function CreateUser({ params: { pool } }: PageProps<'/user-pools/:pool/users/create'>) {
  const resource = useUserPool(pool);
  const users = { text: 'Users', href: url('/user-pools/:pool/users', { pool }) };
  return (
    <Page title={text.title} pool={pool} crumbs={[users]} content="form" help={text.help}>
      {resource.data === undefined ? null : <UserForm pool={resource.data} />}
    </Page>
  );
}

const EMPTY: Draft = {
  invitation: 'none',
  username: '',
  email: '',
  emailVerified: false,
  phone: '',
  phoneVerified: false,
  passwordKind: 'generate',
  password: '',
  others: {},
};

function UserForm(props: { readonly pool: UserPoolType }) {
  const { pool } = props;
  const { Id: id = '' } = pool;
  const kinds = nameKinds(pool);
  const form = useForm<Draft>(EMPTY, {
    username: (name) => (kinds.length === 0 ? rule('UsernameType', text.username)(name) : undefined),
    email: (email, { invitation }) =>
      email === '' && invitation === 'email'
        ? text.emailNeeded
        : email === '' && kinds.length === 1 && kinds[0] === 'email'
          ? `${text.email} is required.`
          : rule('EmailAddressType', text.email, { optional: true })(email),
    phone: (phone, { invitation, email }) =>
      phone === '' && invitation === 'sms'
        ? text.phoneNeeded
        : phone === '' && kinds.includes('phone_number') && (kinds.length === 1 || email === '')
          ? `${text.phone} is required.`
          : phone === '' || /^\+[0-9]{1,15}$/.test(phone)
            ? undefined
            : text.phoneRule,
    password: (password, { passwordKind }) =>
      passwordKind === 'set' ? passwordRule(pool.Policies?.PasswordPolicy, text.password)(password) : undefined,
  });
  const { values } = form;

  const create = useWrite(async (draft: Draft) => {
    const request = requestOf(pool, draft);
    await aws(new AdminCreateUserCommand(request));
    await reload('users', id);
    form.settle();
    announce(id, usernameOf(pool, draft), draft, request.TemporaryPassword);
    navigate(url('/user-pools/:pool/users/:user', { pool: id, user: toSegment(usernameOf(pool, draft)) }), 'replace');
  });
  return (
    <SubmitForm
      onSubmit={() => {
        void form.submit((draft) => create.run(draft));
      }}
    >
      <Form
        actions={
          <SpaceBetween size="xs" direction="horizontal">
            <Button variant="link" formAction="none" href={url('/user-pools/:pool/users', { pool: id })}>
              Cancel
            </Button>
            <WriteButton action="cognito-idp:AdminCreateUser" kind="users" variant="primary" formAction="submit" loading={create.isRunning}>
              {text.create}
            </WriteButton>
          </SpaceBetween>
        }
        errorText={form.summary === '' ? undefined : form.summary}
      >
        <SpaceBetween size="l">
          <Container header={<Header variant="h2">{text.user}</Header>}>
            <SpaceBetween size="l">
              <FormField label={text.invitation}>
                <RadioGroup
                  value={values.invitation}
                  items={[
                    { value: 'none', label: text.inviteNone },
                    { value: 'email', label: text.inviteEmail },
                    { value: 'sms', label: text.inviteSms },
                  ]}
                  onChange={({ detail }) => form.set('invitation', detail.value as Draft['invitation'])}
                />
              </FormField>
              {kinds.length === 0 ? (
                <TextField form={form} name="username" label={text.username} constraint={ruleText('UsernameType')} badge={<Irreversible />} />
              ) : (
                <div>{kinds.length > 1 ? text.isEither : kinds[0] === 'email' ? text.isEmail : text.isPhone}</div>
              )}
              <TextField form={form} name="email" label={text.email} constraint={text.emailHint} inputMode="email" />
              <Checkbox checked={values.emailVerified} onChange={({ detail }) => form.set('emailVerified', detail.checked)}>
                {text.emailVerified}
              </Checkbox>
              <TextField form={form} name="phone" label={text.phone} constraint={text.phoneHint} inputMode="tel" />
              <Checkbox checked={values.phoneVerified} onChange={({ detail }) => form.set('phoneVerified', detail.checked)}>
                {text.phoneVerified}
              </Checkbox>
              {requiredOthers(pool).map((name) => (
                <FormField key={name} label={text.required(name)}>
                  <Input
                    value={values.others[name] ?? ''}
                    onChange={({ detail }) => form.set('others', { ...values.others, [name]: detail.value })}
                  />
                </FormField>
              ))}
              <FormField label={text.password}>
                <RadioGroup
                  value={values.passwordKind}
                  items={[
                    {
                      value: 'generate',
                      label: text.generate,
                      description: values.invitation === 'none' ? text.generateShown : text.generateHint,
                    },
                    { value: 'set', label: text.set },
                  ]}
                  onChange={({ detail }) => form.set('passwordKind', detail.value as Draft['passwordKind'])}
                />
              </FormField>
              {values.passwordKind === 'set' ? (
                <TextField
                  form={form}
                  name="password"
                  label={text.password}
                  type="password"
                  autoComplete="new-password"
                  constraint={policyText(pool.Policies?.PasswordPolicy)}
                />
              ) : null}
            </SpaceBetween>
          </Container>
          <FailureAlert failure={create.failure} />
        </SpaceBetween>
      </Form>
    </SubmitForm>
  );
}

/** Where the message is, or the password that nobody else tells. */
function announce(pool: string, name: string, draft: Draft, password: string | undefined): void {
  if (draft.invitation !== 'none') {
    const to = draft.invitation === 'email' ? draft.email : draft.phone;
    notices.success(
      text.created(name),
      <Button href={url('/user-pools/:pool/message-inbox', { pool }, { to })}>{text.showMessage}</Button>,
    );
  } else if (draft.passwordKind === 'generate' && password !== undefined) {
    notices.success(
      <SpaceBetween size="xxs">
        <div>
          {text.created(name)} {text.madePasswordText}
        </div>
        <SecretText value={password} what={text.madePassword} />
      </SpaceBetween>,
    );
  } else {
    notices.success(text.created(name));
  }
}
