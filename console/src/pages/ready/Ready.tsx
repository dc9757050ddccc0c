import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { tokenEndpointByPath } from '../../api/addresses';
import { customScopes, isMachine, useAppClient } from '../../api/app-clients';
import { useUserPool } from '../../api/pools';
import { useServerInfo } from '../../api/server-info';
import { domainsOf } from '../../api/user-pools';
import { url } from '../../routing/router';
import { tokenCurl } from '../../cli/token-curl';
import { CodeText } from '../../ui/CodeText';
import { CopyText } from '../../ui/CopyText';
import { FailureAlert } from '../../ui/FailureAlert';
import { Page } from '../../ui/Page';
import { SecretText } from '../../ui/SecretText';
import type { PageProps } from '../page';
import { text } from './text';

/** What "Create user directory" has made, and the ways on (ui 8.3). */
export default function Ready({ params }: PageProps<'/user-pools/:pool/ready/:client'>) {
  const { pool: poolId, client: clientId } = params;
  const { data: pool = {} } = useUserPool(poolId);
  const client = useAppClient(poolId, clientId);
  const info = useServerInfo();
  const [domain] = domainsOf(pool);
  const endpoint =
    info.data === undefined || domain === undefined ? undefined : tokenEndpointByPath(info.data, domain);
  const { ClientName = '', ClientSecret } = client.data ?? {};
  const scopes = customScopes(client.data ?? {});
  const machine = isMachine(client.data ?? {});
  return (
    <Page title={text.title} pool={poolId} help={text.help}>
      <FailureAlert failure={client.failure} onRetry={() => void client.reload()} />
      <FailureAlert failure={info.failure} onRetry={() => void info.reload()} />
      <SpaceBetween size="xs" direction="horizontal">
        {machine ? (
          <Button variant="primary" href={url('/user-pools/:pool/token-tester', { pool: poolId }, { client: clientId })}>
            {text.getToken}
          </Button>
        ) : null}
        <Button href={url('/user-pools/:pool/app-clients/:client', params, { tab: 'quick-setup-guide' })}>{text.guide}</Button>
        <Button href={url('/user-pools/:pool/app-clients/:client', params)}>{text.openClient}</Button>
        <Button href={url('/user-pools/:pool/overview', { pool: poolId })}>{text.openPool}</Button>
      </SpaceBetween>
      <Container header={<Header variant="h2">{text.ids}</Header>}>
        <KeyValuePairs
          columns={2}
          items={[
            { label: text.poolId, value: <CopyText value={poolId} what={text.poolId} /> },
            { label: text.client, value: ClientName },
            { label: text.clientId, value: <CopyText value={clientId} what={text.clientId} /> },
            ...(ClientSecret === undefined
              ? []
              : [{ label: text.secret, value: <SecretText value={ClientSecret} what="client secret" /> }]),
            ...(endpoint === undefined
              ? []
              : [{ label: text.tokenEndpoint, value: <CopyText value={endpoint} what={text.tokenEndpoint} /> }]),
            ...(scopes.length === 0 ? [] : [{ label: text.scopes, value: scopes.join(', ') }]),
          ]}
        />
      </Container>
      {machine && endpoint !== undefined ? (
        <Container header={<Header variant="h2">{text.curl}</Header>}>
          <CodeText value={tokenCurl({ endpoint, clientId, scopes })} what="curl command" />
        </Container>
      ) : null}
    </Page>
  );
}
