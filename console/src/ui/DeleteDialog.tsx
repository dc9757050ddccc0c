import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { useWrite } from '../api/write';
import { Dialog } from './Dialog';
import { FailureAlert } from './FailureAlert';
import { SubmitForm } from './SubmitForm';
import { text } from './text';

/**
 * Asks before something is destroyed (ui 7.4): names it, says what breaks, wants a word typed. Shown where it is
 * rendered: `{deleting ? <DeleteDialog … /> : null}`.
 */
export function DeleteDialog(props: {
  /** `Delete app client UnicornManager?` */
  readonly title: string;
  /** What breaks, in plain words, and how many are affected. */
  readonly consequences: ReactNode;
  /** `delete`; a pool's name for a pool. */
  readonly word?: string;
  /** The button: `Delete`. */
  readonly action?: string;
  /** True while something has to be done before, which `children` offers. */
  readonly isBlocked?: boolean;
  /** Does it and reads anew what it changed; throws [[ApiFailure]]. */
  readonly onDelete: () => Promise<void>;
  /** After it worked. */
  readonly onDone: () => void;
  readonly onCancel: () => void;
  /** Something that has to be done before, in the same dialog: "Deactivate deletion protection". */
  readonly children?: ReactNode;
}) {
  const { title, consequences, word = 'delete', action = text.delete, isBlocked = false } = props;
  const { onDelete, onDone, onCancel, children } = props;
  const [typed, setTyped] = useState('');
  const write = useWrite(onDelete);
  const isConfirmed = typed === word && !isBlocked;
  const submit = async () => {
    if (isConfirmed && (await write.run())) onDone();
  };
  return (
    <Dialog
      title={title}
      action={action}
      onAction={() => void submit()}
      isRunning={write.isRunning}
      disabled={!isConfirmed}
      onCancel={onCancel}
    >
      <SubmitForm onSubmit={() => void submit()}>
        <SpaceBetween size="m">
          <Alert type="warning" statusIconAriaLabel="Warning">
            {consequences}
          </Alert>
          {children}
          <FormField label={text.toConfirm(word)}>
            <Input value={typed} autoComplete={false} spellcheck={false} onChange={({ detail }) => setTyped(detail.value)} />
          </FormField>
          <FailureAlert failure={write.failure} />
        </SpaceBetween>
      </SubmitForm>
    </Dialog>
  );
}
