import { useState } from 'react';
import { required } from '../api/rules';
import { CodeField, codeFault } from '../ui/CodeField';
import { TextField, useForm } from '../ui/form';
import { FormDialog } from '../ui/FormDialog';
import { sessionFailure } from './refused';
import { leave, signIn, useSession } from './session';
import { SessionFailure } from './session-api';
import { answerStepUp } from './step-up';
import { text } from './text';

/**
 * Asks for the password, and for the code where there is a second factor, before what matters most (UI-07). The page below
 * keeps what was typed there, and makes its call again.
 */
export default function StepUpDialog() {
  const { Name } = useSession();
  const [asksCode, setAsksCode] = useState(false);
  const form = useForm(
    { password: '', code: '' },
    { code: (code) => (asksCode ? codeFault(code) : undefined) },
    { asksBeforeLeaving: false },
  );
  const prove = async ({ password, code }: typeof form.values) => {
    // Not when the field is left: the dialog itself takes the focus when it opens.
    const missing = required(text.password)(password);
    if (missing !== undefined) {
      form.refuse('password', missing);
      return;
    }
    try {
      await signIn({ Password: password, ...(asksCode ? { Code: code.trim() } : {}) });
      answerStepUp(true);
    } catch (error) {
      const why = error instanceof SessionFailure ? error.error : '';
      if (why === 'CodeNeeded') setAsksCode(true);
      else if (why === 'WrongCode') form.refuse('code', sessionFailure(error).message);
      else if (why === 'WrongPassword') form.refuse('password', text.passwordWrong);
      else if (why === 'NoSession') leave('ended');
      else throw sessionFailure(error);
    }
  };
  return (
    <FormDialog
      title={text.stepUp}
      submit={text.stepUpButton}
      form={form}
      onSubmit={prove}
      onCancel={() => answerStepUp(false)}
    >
      <div>{text.stepUpText(Name)}</div>
      <TextField
        form={form}
        name="password"
        label={text.password}
        type="password"
        autoComplete="current-password"
        autoFocus
      />
      {asksCode ? <CodeField form={form} /> : null}
    </FormDialog>
  );
}
