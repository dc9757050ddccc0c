import { useState } from 'react';
import { required } from '../api/rules';
import { CodeField, codeFault } from '../ui/CodeField';
import { TextField, useForm } from '../ui/form';
import type { SessionFailure } from './session-api';
import { signIn } from './session';
import { SessionForm } from './SessionForm';
import { text } from './text';

/** Name and password; then, where the server asks for one, the code of the second factor. */
export function SignIn() {
  const [asksCode, setAsksCode] = useState(false);
  const form = useForm(
    { name: '', password: '', code: '' },
    {
      name: required(text.name),
      password: required(text.password),
      code: (code) => (asksCode ? codeFault(code) : undefined),
    },
    { asksBeforeLeaving: false },
  );
  const answer = ({ error, message }: SessionFailure) => {
    if (error === 'CodeNeeded') setAsksCode(true);
    else if (error === 'WrongCode') form.refuse('code', message);
    else return false;
    return true;
  };
  return (
    <SessionForm
      form={form}
      submit={text.signIn}
      onSubmit={({ name, password, code }) =>
        signIn({ Name: name.trim(), Password: password, ...(asksCode ? { Code: code.trim() } : {}) })
      }
      onRefused={answer}
    >
      <TextField form={form} name="name" label={text.name} autoComplete="username" autoFocus />
      <TextField
        form={form}
        name="password"
        label={text.password}
        type="password"
        autoComplete="current-password"
      />
      {asksCode ? <CodeField form={form} /> : null}
    </SessionForm>
  );
}
