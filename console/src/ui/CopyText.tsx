import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { copyText } from './copy';
import { text } from './text';

type Result = 'none' | 'copied' | 'failed';
const SHOWN_MILLIS = 2500;

/** A button that copies; its result is announced (ui 7.8). Works on plain HTTP, too, which Cloudscape's own does not. */
export function CopyButton(props: {
  readonly value: string;
  /** What is copied, for the button's name: `Client ID`. */
  readonly what: string;
  readonly variant?: 'inline' | 'normal';
}) {
  const { value, what, variant = 'inline' } = props;
  const [result, setResult] = useState<Result>('none');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = async () => {
    setResult((await copyText(value)) ? 'copied' : 'failed');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setResult('none'), SHOWN_MILLIS);
  };
  return (
    <>
      <Button
        iconName="copy"
        variant={variant === 'inline' ? 'inline-icon' : 'normal'}
        ariaLabel={text.copy(what)}
        onClick={() => void copy()}
      >
        {variant === 'inline' ? undefined : text.copy(what)}
      </Button>
      <span role="status" aria-live="polite">
        {result === 'copied' ? <StatusIndicator type="success">{text.copied}</StatusIndicator> : null}
        {result === 'failed' ? <StatusIndicator type="error">{text.copyFailed}</StatusIndicator> : null}
      </span>
    </>
  );
}

/** A value as text with a copy button: ids, ARNs, addresses. Read-only values are text, never disabled inputs (ui 3). */
export function CopyText(props: {
  readonly value: string;
  readonly what: string;
  /** What stands there instead of the value: a link to it. */
  readonly children?: ReactNode;
}) {
  const { value, what, children } = props;
  return (
    <span className="copy-text">
      <CopyButton value={value} what={what} /> {children ?? <Box variant="span">{value}</Box>}
    </span>
  );
}

/** The same for what may not be there. */
export function copyable(value: string | undefined, what: string): ReactNode {
  return value === undefined || value === '' ? '-' : <CopyText value={value} what={what} />;
}
