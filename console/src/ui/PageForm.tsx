import Button from '@cloudscape-design/components/button';
import CloudscapeForm from '@cloudscape-design/components/form';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { CONFLICT } from '../api/merge';
import { useWrite } from '../api/write';
import { given } from '../given';
import { navigate } from '../routing/router';
import { FailureAlert } from './FailureAlert';
import { FormErrors, type Form } from './form';
import { SubmitForm } from './SubmitForm';
import { text } from './text';
import { WriteButton } from './WriteButton';

/**
 * A form that is the content of a page: its parts, what is wrong, its buttons. [[useForm]] asks before input is lost; where
 * somebody else made a change meanwhile, `onReload` is offered (ui 5.4).
 */
export function PageForm<T extends object>(props: {
  readonly form: Form<T>;
  /** The button: `Save changes`. */
  readonly submit: string;
  /** What it does, as in a policy: `cognito-idp:UpdateUserPoolClient`. */
  readonly action: string;
  /** Does it, settles the form and leaves the page; throws [[ApiFailure]]. */
  readonly onSubmit: (values: T) => Promise<void>;
  /** Where "Cancel" leads. */
  readonly back: string;
  /** Reads anew what the form was opened with. */
  readonly onReload?: () => void;
  /** Beside the buttons: what they are about to do. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) {
  const { form, submit, action, onSubmit, back, onReload, note, children } = props;
  const write = useWrite(onSubmit);
  return (
    <SubmitForm onSubmit={() => void form.submit((values) => write.run(values))}>
      <CloudscapeForm
        actions={
          <SpaceBetween size="xs" direction="horizontal" alignItems="center">
            {note}
            <Button variant="link" formAction="none" onClick={() => navigate(back)}>
              {text.cancel}
            </Button>
            <WriteButton action={action} kind="pools" variant="primary" formAction="submit" loading={write.isRunning}>
              {submit}
            </WriteButton>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          {children}
          <FormErrors form={form} />
          <FailureAlert
            failure={write.failure}
            {...given({ onRetry: write.failure?.code === CONFLICT ? onReload : undefined })}
          />
        </SpaceBetween>
      </CloudscapeForm>
    </SubmitForm>
  );
}
