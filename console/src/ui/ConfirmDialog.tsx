import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useWrite } from '../api/write';
import { Dialog } from './Dialog';
import { FailureAlert } from './FailureAlert';

/** Asks before something that can be taken back, but not unnoticed; [[DeleteDialog]] is for what cannot. */
export function ConfirmDialog(props: {
  /** `Reset the password of ada?` */
  readonly title: string;
  /** What happens, in plain words. */
  readonly children: ReactNode;
  /** The button: `Reset password`. */
  readonly action: string;
  /** Does it and reads anew what it changed; throws [[ApiFailure]]. */
  readonly onConfirm: () => Promise<void>;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) {
  const { title, children, action, onConfirm, onDone, onCancel } = props;
  const write = useWrite(onConfirm);
  const submit = async () => {
    if (await write.run()) onDone();
  };
  return (
    <Dialog title={title} action={action} onAction={() => void submit()} isRunning={write.isRunning} onCancel={onCancel}>
      <SpaceBetween size="m">
        <div>{children}</div>
        <FailureAlert failure={write.failure} />
      </SpaceBetween>
    </Dialog>
  );
}
