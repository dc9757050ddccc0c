import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useWrite } from '../api/write';
import { given } from '../given';
import { Dialog } from './Dialog';
import { FailureAlert } from './FailureAlert';
import { FormErrors, type Form } from './form';
import { SubmitForm } from './SubmitForm';

/** A short form in a dialog. Shown where it is rendered. */
export function FormDialog<T extends object>(props: {
  readonly title: string;
  /** The button: `Create Cognito domain`. */
  readonly submit: string;
  readonly form: Form<T>;
  /** Does it, reads anew what it changed, and closes the dialog; throws [[ApiFailure]]. */
  readonly onSubmit: (values: T) => Promise<void>;
  readonly onCancel: () => void;
  readonly size?: 'small' | 'medium' | 'large';
  readonly children: ReactNode;
}) {
  const { title, submit, form, onSubmit, onCancel, size, children } = props;
  const write = useWrite(onSubmit);
  const send = () => void form.submit((values) => write.run(values));
  return (
    <Dialog
      title={title}
      action={submit}
      onAction={send}
      isRunning={write.isRunning}
      onCancel={onCancel}
      {...given({ size })}
    >
      <SubmitForm onSubmit={send}>
        <SpaceBetween size="m">
          {children}
          <FormErrors form={form} />
          <FailureAlert failure={write.failure} />
        </SpaceBetween>
      </SubmitForm>
    </Dialog>
  );
}
