import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { CopyButton } from './CopyText';
import { text } from './text';

/** A secret: dots until it is shown, absent from the page's HTML until then (A-5, UI-08); copied without being shown. */
export function SecretText(props: {
  readonly value: string;
  /** `client secret` */
  readonly what: string;
}) {
  const { value, what } = props;
  const [isShown, setShown] = useState(false);
  return (
    <SpaceBetween size="xs" direction="horizontal" alignItems="center">
      <code className="secret">{isShown ? value : '••••••••••••••••'}</code>
      <Button variant="inline-link" onClick={() => setShown(!isShown)}>
        {isShown ? text.hide(what) : text.show(what)}
      </Button>
      <CopyButton value={value} what={what} />
    </SpaceBetween>
  );
}
