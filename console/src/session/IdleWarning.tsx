import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { signOut } from './session';
import { text } from './text';

/** The minute in which whoever does nothing may still stay. */
export default function IdleWarning(props: { readonly secondsLeft: number; readonly onStay: () => void }) {
  const { secondsLeft, onStay } = props;
  return (
    <Modal
      visible
      header={text.idleTitle}
      onDismiss={onStay}
      closeAriaLabel={text.stay}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            <Button onClick={() => void signOut()}>{text.signOutNow}</Button>
            <Button variant="primary" onClick={onStay}>
              {text.stay}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <div role="timer">{text.idleText(secondsLeft)}</div>
    </Modal>
  );
}
