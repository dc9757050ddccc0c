import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { extension } from '../../api/extension';
import { reload } from '../../api/resource';
import { required } from '../../api/rules';
import { useWrite } from '../../api/write';
import { useSession } from '../../session/session';
import { CodeField, codeFault } from '../../ui/CodeField';
import { FailureAlert } from '../../ui/FailureAlert';
import { FormErrors, TextField, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import { notices } from '../../ui/notices';
import { QrCode } from '../../ui/QrCode';
import { SecretText } from '../../ui/SecretText';
import { SubmitForm } from '../../ui/SubmitForm';
import { isPassword } from './draft';
import { text } from './text';

/** Everybody's own password and second factor. */
export function OwnSignIn() {
  const { Name } = useSession();
  return (
    <Container header={<Header variant="h2" description={Name}>{text.own}</Header>}>
      <ColumnLayout columns={2}>
        <OwnPassword name={Name} />
        <OwnFactor />
      </ColumnLayout>
    </Container>
  );
}

const EMPTY = { old: '', next: '', again: '' };

function OwnPassword(props: { readonly name: string }) {
  const [count, setCount] = useState(0);
  // A form that was sent is begun anew, without the passwords.
  return <PasswordForm key={count} name={props.name} onDone={() => setCount(count + 1)} />;
}

function PasswordForm(props: { readonly name: string; readonly onDone: () => void }) {
  const { name, onDone } = props;
  const form = useForm(
    EMPTY,
    {
      old: required(text.oldPassword),
      next: (password) => (isPassword(password) ? undefined : text.passwordRule),
      again: (again, all) => (again === all.next ? undefined : text.passwordsDiffer),
    },
    { asksBeforeLeaving: false },
  );
  const change = useWrite(async ({ old, next }: typeof EMPTY) => {
    await extension('ChangeOwnPassword', { OldPassword: old, NewPassword: next });
  });
  return (
    <SubmitForm
      onSubmit={() => {
        void form.submit(async (values) => {
          if (!(await change.run(values))) return;
          notices.success(text.passwordSaved);
          onDone();
        });
      }}
    >
      {/* For password managers: whose password it is. */}
      <input className="off-screen" type="text" autoComplete="username" value={name} readOnly tabIndex={-1} aria-hidden="true" />
      <SpaceBetween size="m">
        <Header variant="h3">Password</Header>
        <TextField form={form} name="old" label={text.oldPassword} type="password" autoComplete="current-password" />
        <TextField form={form} name="next" label={text.newPassword} constraint={text.passwordHint} type="password" autoComplete="new-password" />
        <TextField form={form} name="again" label={text.newPasswordAgain} type="password" autoComplete="new-password" />
        <FormErrors form={form} />
        <FailureAlert failure={change.failure} />
        <Button formAction="submit" loading={change.isRunning}>
          {text.passwordSave}
        </Button>
      </SpaceBetween>
    </SubmitForm>
  );
}

interface Seed {
  readonly secret: string;
  readonly uri: string;
}

function OwnFactor() {
  const [seed, setSeed] = useState<Seed>();
  const [isEnding, setEnding] = useState(false);
  const begin = useWrite(async () => {
    const { TotpSecret: secret = '', TotpUri: uri = '' } = await extension('SetOwnTotp', { Enabled: true });
    setSeed({ secret, uri });
  });
  return (
    <SpaceBetween size="m">
      <Header variant="h3">{text.totpState}</Header>
      <FailureAlert failure={begin.failure} />
      {seed === undefined ? (
        <SpaceBetween size="xs" direction="horizontal">
          <Button loading={begin.isRunning} onClick={() => void begin.run()}>
            {text.begin}
          </Button>
          <Button onClick={() => setEnding(true)}>{text.totpOff}</Button>
        </SpaceBetween>
      ) : (
        <Confirm seed={seed} onDone={() => setSeed(undefined)} />
      )}
      {isEnding ? <End onDone={() => setEnding(false)} /> : null}
    </SpaceBetween>
  );
}

/** The second factor counts from the first right code on. */
function Confirm(props: { readonly seed: Seed; readonly onDone: () => void }) {
  const { seed, onDone } = props;
  const form = useForm({ code: '' }, { code: codeFault }, { asksBeforeLeaving: false });
  const confirm = useWrite(async (code: string) => {
    await extension('SetOwnTotp', { Enabled: true, Code: code });
    await reload('administrators');
  });
  return (
    <SubmitForm
      onSubmit={() => {
        void form.submit(async ({ code }) => {
          if (!(await confirm.run(code.trim()))) return;
          notices.success(text.totpOn);
          onDone();
        });
      }}
    >
      <SpaceBetween size="m">
        <div>{text.steps}</div>
        <QrCode value={seed.uri} label={text.qr} />
        <SecretText value={seed.secret} what={text.secret} />
        <SecretText value={seed.uri} what={text.uri} />
        <CodeField form={form} />
        <FormErrors form={form} />
        <FailureAlert failure={confirm.failure} />
        <SpaceBetween size="xs" direction="horizontal">
          <Button variant="primary" formAction="submit" loading={confirm.isRunning}>
            {text.confirm}
          </Button>
          <Button variant="link" formAction="none" onClick={onDone}>
            Cancel
          </Button>
        </SpaceBetween>
      </SpaceBetween>
    </SubmitForm>
  );
}

function End(props: { readonly onDone: () => void }) {
  const { onDone } = props;
  const form = useForm({ code: '' }, { code: codeFault }, { asksBeforeLeaving: false });
  const end = async ({ code }: { code: string }) => {
    await extension('SetOwnTotp', { Enabled: false, Code: code.trim() });
    await reload('administrators');
    notices.success(text.totpOffDone);
    onDone();
  };
  return (
    <FormDialog title={text.totpOff} submit={text.turnOff} form={form} onSubmit={end} onCancel={onDone}>
      <div>{text.totpOffText}</div>
      <CodeField form={form} />
    </FormDialog>
  );
}
