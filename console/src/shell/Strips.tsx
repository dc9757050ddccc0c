import Alert from '@cloudscape-design/components/alert';
import { useEffect, useState } from 'react';
import { useCalls } from '../api/calls';
import { NETWORK_ERROR } from '../api/failure';
import { text } from './text';

const PROBE_MILLIS = 3000;

/** What is true of the whole console: no HTTPS (ui 4.6), no server (ui 7.5). */
export function Strips() {
  const isUnreachable = useIsUnreachable();
  const isInsecure = !window.isSecureContext;
  if (!isUnreachable && !isInsecure) return null;
  return (
    <div className="strips">
      {isUnreachable ? (
        <Alert type="error" statusIconAriaLabel="Error">
          {text.unreachable}
        </Alert>
      ) : null}
      {isInsecure ? (
        <Alert type="warning" statusIconAriaLabel="Warning">
          {text.insecure}
        </Alert>
      ) : null}
    </div>
  );
}

/** True from a call that got no answer until the server answers a probe; resources are read again then, by focus. */
function useIsUnreachable(): boolean {
  const [newest] = useCalls();
  const [isAnswering, setAnswering] = useState(true);
  const lost = newest?.error?.name === NETWORK_ERROR ? newest.id : undefined;
  useEffect(() => {
    if (lost === undefined) return undefined;
    setAnswering(false);
    const timer = setInterval(() => {
      fetch('/console/state', { headers: { 'X-Gatehouse-Console': '1' }, cache: 'no-store' }).then(
        () => {
          clearInterval(timer);
          setAnswering(true);
          window.dispatchEvent(new Event('focus'));
        },
        () => undefined,
      );
    }, PROBE_MILLIS);
    return () => {
      clearInterval(timer);
      setAnswering(true);
    };
  }, [lost]);
  return !isAnswering;
}
