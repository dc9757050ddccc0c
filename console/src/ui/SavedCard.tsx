import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { Write } from '../api/write';
import { FailureAlert } from './FailureAlert';
import { WriteButton } from './WriteButton';

/** Settings that are changed where they are shown, with a button that does it. */
export function SavedCard(props: {
  readonly title: string;
  readonly counter?: string;
  readonly description: string;
  /** The button: `Save changes`. */
  readonly save: string;
  /** What it does, as in a policy: `cognito-idp:UpdateUserPool`. */
  readonly action: string;
  readonly disabled?: boolean;
  readonly write: Write<[]>;
  readonly size?: 's' | 'l';
  readonly children: ReactNode;
}) {
  const { title, counter, description, save, action, disabled = false, write, size = 's', children } = props;
  return (
    <Container
      header={
        <Header
          variant="h2"
          {...(counter === undefined ? {} : { counter })}
          description={description}
          actions={
            <WriteButton
              action={action}
              kind="pools"
              disabled={disabled}
              loading={write.isRunning}
              onClick={() => void write.run()}
            >
              {save}
            </WriteButton>
          }
        >
          {title}
        </Header>
      }
    >
      <SpaceBetween size={size}>
        {children}
        <FailureAlert failure={write.failure} onDismiss={write.clear} />
      </SpaceBetween>
    </Container>
  );
}
