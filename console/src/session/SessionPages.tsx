import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { text as shared } from '../ui/text';
import { startSession, type SessionState, type SignedOutReason } from './session';
import { text } from './text';

// Whoever comes back signed in needs neither (ui 4.8).
const SetUp = lazy(async () => ({ default: (await import('./SetUp')).SetUp }));
const SignIn = lazy(async () => ({ default: (await import('./SignIn')).SignIn }));

/** What is shown while nobody is signed in: the address stays, and is shown afterwards. */
export function SessionPages(props: { readonly state: SessionState }) {
  const { state } = props;
  switch (state.kind) {
    case 'starting':
    case 'signed-in':
      return <Starting />;
    case 'unreachable':
      return (
        <SessionFrame title={text.unreachable}>
          <SpaceBetween size="m">
            <div>{text.unreachableText}</div>
            <Button variant="primary" onClick={() => void startSession()}>
              {shared.retry}
            </Button>
          </SpaceBetween>
        </SessionFrame>
      );
    case 'set-up':
      return (
        <SessionFrame title={text.setUp}>
          <SetUp token={state.token} isFirst={!state.server.SetUpDone} />
        </SessionFrame>
      );
    case 'signed-out':
      return (
        <SessionFrame title={text.signIn}>
          <SpaceBetween size="l">
            <Why reason={state.why} />
            <SignIn />
          </SpaceBetween>
        </SessionFrame>
      );
  }
}

const SHOWN_AFTER_MILLIS = 200;

/** Nothing at first: on a fast connection a spinner would only flicker (ui 7.6). */
function Starting() {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SHOWN_AFTER_MILLIS);
    return () => clearTimeout(timer);
  }, []);
  return isShown ? (
    <Box textAlign="center" margin={{ top: 'xxxl' }}>
      <Spinner size="large" />
    </Box>
  ) : null;
}

function Why(props: { readonly reason: SignedOutReason }) {
  const words: Readonly<Record<SignedOutReason, string | undefined>> = {
    none: undefined,
    'by-choice': text.byChoice,
    idle: text.idle,
    ended: text.ended,
    'bad-link': text.badLink,
  };
  const word = words[props.reason];
  if (word === undefined) return null;
  const type = props.reason === 'by-choice' ? 'success' : 'info';
  return (
    <Alert type={type} statusIconAriaLabel={type}>
      {word}
    </Alert>
  );
}

function SessionFrame(props: { readonly title: string; readonly children: ReactNode }) {
  const { title, children } = props;
  useEffect(() => {
    document.title = `${title} - Gatehouse`;
  }, [title]);
  return (
    <main className="session-page">
      <SpaceBetween size="l">
        <Box variant="span" fontSize="heading-l" fontWeight="bold">
          Gatehouse
        </Box>
        <Container header={<Header variant="h1">{title}</Header>}>
          <Suspense fallback={null}>{children}</Suspense>
        </Container>
      </SpaceBetween>
    </main>
  );
}
