import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useFocusReturn } from './focus';
import { text } from './text';

/** The frame of the dialogs that do something: Cancel, and the button that does it. Shown where it is rendered. */
export function Dialog(props: {
  readonly title: string;
  /** The button: `Reset password`. */
  readonly action: string;
  readonly onAction: () => void;
  readonly isRunning: boolean;
  readonly disabled?: boolean;
  readonly onCancel: () => void;
  readonly size?: 'small' | 'medium' | 'large';
  readonly children: ReactNode;
}) {
  const { title, action, onAction, isRunning, disabled = false, onCancel, size = 'medium', children } = props;
  useFocusReturn();
  return (
    <Modal
      visible
      size={size}
      header={title}
      closeAriaLabel={text.close}
      onDismiss={onCancel}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            <Button variant="link" onClick={onCancel}>
              {text.cancel}
            </Button>
            <Button variant="primary" disabled={disabled} loading={isRunning} onClick={onAction}>
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {children}
    </Modal>
  );
}
