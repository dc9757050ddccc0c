import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useServerInfo } from '../../api/server-info';
import { useSession } from '../../session/session';
import { CodeText } from '../../ui/CodeText';
import { CopyText } from '../../ui/CopyText';
import { FailureAlert } from '../../ui/FailureAlert';
import { SecretText } from '../../ui/SecretText';
import { configureLines, environmentLines, type NewKey } from './lines';
import { text } from './text';

/** The secret, once, with the lines that use it (ui 10.3). */
export function NewKeyText(props: { readonly made: NewKey; readonly onDone: () => void }) {
  const { made, onDone } = props;
  const { Region: region } = useSession();
  const info = useServerInfo();
  // Where applications reach it: this page may be on the management listener, which they do not.
  const url = info.data?.PublicUrl;
  return (
    <Alert type="success" statusIconAriaLabel="Success" header={text.createdTitle} action={<Button onClick={onDone}>{text.done}</Button>}>
      <SpaceBetween size="m">
        <div>{text.secretOnce}</div>
        <FormField label={text.id}>
          <CopyText value={made.AccessKeyId} what={text.id} />
        </FormField>
        <FormField label={text.secret}>
          <SecretText value={made.SecretAccessKey} what="secret access key" />
        </FormField>
        <FailureAlert failure={info.failure} onRetry={() => void info.reload()} />
        {url === undefined ? null : (
          <Tabs
            tabs={[
              { id: 'environment', label: text.environment, content: <Lines value={environmentLines(made, region, url)} secret={made.SecretAccessKey} /> },
              { id: 'configure', label: text.configure, content: <Lines value={configureLines(made, region, url)} secret={made.SecretAccessKey} /> },
            ]}
          />
        )}
      </SpaceBetween>
    </Alert>
  );
}

/** Shown with dots for the secret, copied with it (UI-08). */
function Lines(props: { readonly value: string; readonly secret: string }) {
  const { value, secret } = props;
  return <CodeText value={value} shown={value.replace(secret, '••••••••')} what={text.ofCli} />;
}
