import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useState, type ReactNode } from 'react';
import { WriteButton } from './WriteButton';

/** Settings as they are, with a button that opens the dialog in which they are changed. */
export function SettingsCard(props: {
  readonly title: string;
  readonly description?: string;
  /** The button: `Edit`. */
  readonly edit: string;
  /** What the dialog does, as in a policy: `cognito-idp:UpdateUserPool`. */
  readonly action: string;
  readonly disabled?: boolean;
  readonly dialog: (close: () => void) => ReactNode;
  readonly children?: ReactNode;
}) {
  const { title, description, edit, action, disabled = false, dialog, children } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={description}
          actions={
            <WriteButton action={action} kind="pools" disabled={disabled} onClick={() => setOpen(true)}>
              {edit}
            </WriteButton>
          }
        >
          {title}
        </Header>
      }
    >
      {children}
      {isOpen ? dialog(() => setOpen(false)) : null}
    </Container>
  );
}
