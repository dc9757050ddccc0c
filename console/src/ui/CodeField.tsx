import { TextField, type FieldProps, type Form } from './form';

const text = {
  code: 'Code of your authenticator app',
  codeHint: 'Six digits.',
  codeRule: 'Enter the six digits that your authenticator app shows.',
} as const;

const SIX_DIGITS = /^\d{6}$/;

/** The check of a code of an authenticator app. */
export function codeFault(code: string): string | undefined {
  return SIX_DIGITS.test(code.trim()) ? undefined : text.codeRule;
}

/** The code of an authenticator app. */
export function CodeField<T extends { readonly code: string }>(props: { readonly form: Form<T> }) {
  return (
    <TextField
      form={props.form}
      // While T is open, the compiler does not see that this is the name of a text.
      name={'code' as FieldProps<T>['name']}
      label={text.code}
      constraint={text.codeHint}
      inputMode="numeric"
      autoComplete="one-time-code"
      autoFocus
    />
  );
}
