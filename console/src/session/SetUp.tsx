import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { required } from '../api/rules';
import { CodeField, codeFault } from '../ui/CodeField';
import { TextField, useForm } from '../ui/form';
import { SecretText } from '../ui/SecretText';
import { SubmitForm } from '../ui/SubmitForm';
import type { NewSession, SessionFailure } from './session-api';
import { sessionFailure } from './refused';
import { enter, setUp, signIn, startSession } from './session';
import { SessionForm } from './SessionForm';
import { text } from './text';

/** As the server wants it, so that the page says it before; the server decides. */
const PASSWORD_MIN = 12;
const NAME = /^[A-Za-z0-9_+=,.@-]{1,64}$/;

/**
 * The first administrator: name, password and, where it is wanted, the second factor (ui 8.1). Or one whom another has made,
 * and who chooses his password by a link.
 */
export function SetUp(props: { readonly token: string; readonly isFirst: boolean }) {
  const [made, setMade] = useState<NewSession>();
  return made?.TotpSecret === undefined ? (
    <Administrator
      token={props.token}
      isFirst={props.isFirst}
      onMade={(session) => {
        if (session.TotpSecret === undefined) void enter(session);
        else setMade(session);
      }}
    />
  ) : (
    <SecondFactor session={made} secret={made.TotpSecret} />
  );
}

function Administrator(props: {
  readonly token: string;
  readonly isFirst: boolean;
  readonly onMade: (session: NewSession) => void;
}) {
  const { token, isFirst, onMade } = props;
  const form = useForm(
    { token, name: '', password: '', again: '', withTotp: false },
    {
      token: required(text.setUpToken),
      name: (name) => required(text.name)(name) ?? (NAME.test(name.trim()) ? undefined : text.nameRule),
      password: (password) => (password.length < PASSWORD_MIN ? text.passwordShort : undefined),
      again: (again, all) => (again === all.password ? undefined : text.passwordsDiffer),
    },
    { asksBeforeLeaving: false },
  );

  const make = async (values: typeof form.values) =>
    onMade(
      await setUp({
        Token: values.token.trim(),
        Name: values.name.trim(),
        Password: values.password,
        WithTotp: values.withTotp,
      }),
    );
  const answer = ({ field, message }: SessionFailure) => {
    if (field === 'Name') form.refuse('name', message);
    else if (field === 'Password') form.refuse('password', message);
    else return false;
    return true;
  };

  return (
    <SessionForm
      form={form}
      submit={isFirst ? text.setUpButton : text.ownButton}
      onSubmit={make}
      onRefused={answer}
      intro={isFirst ? <div>{text.setUpIntro}</div> : <SetUpDone />}
    >
      {token === '' ? (
        <TextField form={form} name="token" label={text.setUpToken} description={text.setUpTokenHint} autoFocus />
      ) : null}
      <TextField
        form={form}
        name="name"
        label={text.name}
        constraint={text.nameRule}
        autoComplete="username"
        autoFocus={token !== ''}
      />
      <TextField
        form={form}
        name="password"
        label={text.password}
        constraint={text.passwordRule}
        type="password"
        autoComplete="new-password"
      />
      <TextField
        form={form}
        name="again"
        label={text.passwordAgain}
        type="password"
        autoComplete="new-password"
      />
      <Checkbox
        checked={form.values.withTotp}
        description={text.withTotpHint}
        onChange={({ detail }) => form.set('withTotp', detail.checked)}
      >
        {text.withTotp}
      </Checkbox>
    </SessionForm>
  );
}

/** Whoever opens the used link of the first administrator, and whoever has one of his own (S-3). */
function SetUpDone() {
  return (
    <div>
      {text.setUpDone}{' '}
      <Button variant="inline-link" formAction="none" onClick={() => void startSession()}>
        {text.signIn}
      </Button>
      . {text.ownIntro}
    </div>
  );
}

/** The second factor counts from the first right code on. */
function SecondFactor(props: { readonly session: NewSession; readonly secret: string }) {
  const { session, secret } = props;
  const [isRunning, setRunning] = useState(false);
  const form = useForm(
    { code: '' },
    { code: codeFault },
    { asksBeforeLeaving: false },
  );
  const send = async ({ code }: { code: string }) => {
    setRunning(true);
    try {
      await signIn({ ConfirmTotp: code.trim() });
    } catch (error) {
      form.refuse('code', sessionFailure(error).message);
    } finally {
      setRunning(false);
    }
  };
  return (
    <SubmitForm onSubmit={() => void form.submit(send)}>
      <SpaceBetween size="l">
        <div>{text.totpSteps}</div>
        <SecretText value={secret} what={text.totpKey} />
        {session.TotpUri === undefined ? null : <SecretText value={session.TotpUri} what={text.totpUri} />}
        <CodeField form={form} />
        <SpaceBetween size="xs" direction="horizontal">
          <Button variant="primary" formAction="submit" loading={isRunning}>
            {text.confirmCode}
          </Button>
          <Button formAction="none" onClick={() => void enter(session)}>
            {text.continueWithout}
          </Button>
        </SpaceBetween>
        <div>{text.totpLater}</div>
      </SpaceBetween>
    </SubmitForm>
  );
}
