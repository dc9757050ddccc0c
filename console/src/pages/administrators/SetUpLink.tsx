import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { SecretText } from '../../ui/SecretText';
import { text } from './text';

export interface NewLink {
  readonly name: string;
  readonly link: string;
}

/** The one-time link with which somebody chooses his password; shown once. */
export function SetUpLink(props: { readonly link: NewLink; readonly onDone: () => void }) {
  const { link, onDone } = props;
  return (
    <Alert
      type="success"
      statusIconAriaLabel="Success"
      header={text.linkTitle(link.name)}
      action={<Button onClick={onDone}>{text.saveLink}</Button>}
    >
      <SpaceBetween size="xs">
        <div>{text.linkOnce(link.name)}</div>
        <SecretText value={link.link} what="set-up link" />
      </SpaceBetween>
    </Alert>
  );
}
