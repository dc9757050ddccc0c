import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { FormErrors, type Form } from '../ui/form';
import { SubmitForm } from '../ui/SubmitForm';
import { sessionFailure } from './refused';
import { SessionFailure } from './session-api';

/** A form before anybody is signed in: the refusal above the fields, one button below them. */
export function SessionForm<T extends object>(props: {
  readonly form: Form<T>;
  /** The button: `Sign in`. */
  readonly submit: string;
  /** Does it; throws [[SessionFailure]]. */
  readonly onSubmit: (values: T) => Promise<void>;
  /** Answers a refusal in the form itself; false where it is to be said above the fields. */
  readonly onRefused: (failure: SessionFailure) => boolean;
  readonly intro?: ReactNode;
  readonly children: ReactNode;
}) {
  const { form, submit, onSubmit, onRefused, intro, children } = props;
  const [refused, setRefused] = useState('');
  const [isRunning, setRunning] = useState(false);
  const send = async (values: T) => {
    setRunning(true);
    setRefused('');
    try {
      await onSubmit(values);
    } catch (error) {
      if (!(error instanceof SessionFailure && onRefused(error))) setRefused(sessionFailure(error).message);
    } finally {
      setRunning(false);
    }
  };
  return (
    <SubmitForm onSubmit={() => void form.submit(send)}>
      <SpaceBetween size="l">
        {intro}
        {refused === '' ? null : (
          <Alert type="error" statusIconAriaLabel="Error">
            {refused}
          </Alert>
        )}
        {children}
        <FormErrors form={form} />
        <Button variant="primary" formAction="submit" loading={isRunning}>
          {submit}
        </Button>
      </SpaceBetween>
    </SubmitForm>
  );
}
