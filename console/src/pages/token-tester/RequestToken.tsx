import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMemo, useState } from 'react';
import { isPublicOrigin, plainTokenEndpoint, tokenEndpointByPath } from '../../api/addresses';
import { customScopes, isConfidential, isMachine, useAppClient } from '../../api/app-clients';
import { firstTokenOf, keep } from '../../api/kept';
import { useAppClients, useUserPool } from '../../api/pools';
import { fullScopes, useResourceServers } from '../../api/resource-servers';
import { useServerInfo } from '../../api/server-info';
import { domainsOf } from '../../api/user-pools';
import { useWrite } from '../../api/write';
import { tokenCurl } from '../../cli/token-curl';
import { url, useQueryParam } from '../../routing/router';
import { CodeText } from '../../ui/CodeText';
import { FailureAlert } from '../../ui/FailureAlert';
import { SecretText } from '../../ui/SecretText';
import type { Facts } from './errors';
import { decode, type Decoded, type Expected } from './jwt';
import { usePoolKeys } from './keys';
import { Refused } from './Refused';
import { basicHeader, isOfUser, requestToken, type TokenAnswer, type TokenRequest } from './request';
import { RequestForm } from './RequestForm';
import { text } from './text';
import { Claims, TokenDetails } from './TokenDetails';

/** The request at the left, what came of it at the right. */
export function RequestToken(props: { readonly pool: string }) {
  const { pool } = props;
  const [chosen, setClientId] = useQueryParam('client');
  const { data: clients } = useAppClients(pool);
  // Where there is only one, nobody has to choose it.
  const clientId = chosen === '' && clients?.length === 1 ? (clients[0]?.ClientId ?? '') : chosen;
  const info = useServerInfo();
  const { data: details = {} } = useUserPool(pool);
  const [domain] = domainsOf(details);
  const [sent, setSent] = useState<{ readonly request: TokenRequest; readonly answer: TokenAnswer }>();
  const send = useWrite(async (request: TokenRequest) => {
    const answer = await requestToken(request);
    if (answer.token !== undefined) keep(firstTokenOf(pool));
    setSent({ request, answer });
  });
  const [shown, setShown] = useState<'access' | 'id'>('access');
  const answer = sent?.answer;
  const token = shown === 'id' && answer?.idToken !== undefined ? answer.idToken : answer?.token;
  const decoded = useMemo(() => (token === undefined ? undefined : decode(token)), [token]);
  const canSend = info.data !== undefined && isPublicOrigin(info.data);
  return (
    <SpaceBetween size="l">
      <FailureAlert failure={info.failure} onRetry={() => void info.reload()} />
      {info.data === undefined || canSend ? null : (
        <Alert type="info" statusIconAriaLabel="Info">
          {text.cannotSend(info.data.PublicUrl)}
        </Alert>
      )}
      <Grid gridDefinition={[{ colspan: { default: 12, s: 5 } }, { colspan: { default: 12, s: 7 } }]}>
        <SpaceBetween size="l">
          <RequestForm
            key={clientId}
            pool={pool}
            domain={domain}
            clientId={clientId}
            canSend={canSend}
            isRunning={send.isRunning}
            onClient={setClientId}
            onSend={(request) => send.run(request)}
          />
          {info.data === undefined || clientId === '' || (sent !== undefined && isOfUser(sent.request.grant)) ? null : (
            <WithCurl pool={pool} clientId={clientId} sent={sent?.request} endpoint={domain === undefined ? plainTokenEndpoint(info.data) : tokenEndpointByPath(info.data, domain)} />
          )}
        </SpaceBetween>
        <SpaceBetween size="l">
          <FailureAlert failure={send.failure} />
          {sent === undefined ? (
            <Container header={<Header variant="h2">{text.noToken}</Header>}>
              <Box color="text-body-secondary">{text.noTokenHint}</Box>
            </Container>
          ) : (
            <Outcome pool={pool} domain={domain} token={token} decoded={decoded} shown={shown} onShow={setShown} {...sent} />
          )}
        </SpaceBetween>
      </Grid>
      {decoded === undefined ? null : <Claims decoded={decoded} />}
    </SpaceBetween>
  );
}

/** The request as a command: of what was sent, or of what the client has. */
function WithCurl(props: {
  readonly pool: string;
  readonly clientId: string;
  readonly endpoint: string;
  readonly sent: TokenRequest | undefined;
}) {
  const { pool, clientId, endpoint, sent } = props;
  const client = useAppClient(pool, clientId);
  const request = sent?.clientId === clientId ? sent : undefined;
  const scopes = request?.scopes ?? customScopes(client.data ?? {});
  const secret = client.data?.ClientSecret;
  return (
    <Container header={<Header variant="h2" description={text.curlHint}>{text.curl}</Header>}>
      <SpaceBetween size="m">
        <CodeText value={tokenCurl({ endpoint, clientId, scopes, auth: request?.auth ?? 'basic' })} what="curl command" />
        {secret === undefined ? null : (
          <KeyValuePairs
            items={[{ label: text.basicHeader, value: <SecretText value={basicHeader(clientId, secret)} what="Basic header" /> }]}
          />
        )}
        <Link href={url('/user-pools/:pool/app-clients/:client', { pool, client: clientId }, { tab: 'quick-setup-guide' })}>
          {text.guide}
        </Link>
      </SpaceBetween>
    </Container>
  );
}

function Outcome(props: {
  readonly pool: string;
  readonly domain: string | undefined;
  readonly request: TokenRequest;
  readonly answer: TokenAnswer;
  /** The one that is shown. */
  readonly token: string | undefined;
  readonly decoded: Decoded | undefined;
  readonly shown: 'access' | 'id';
  readonly onShow: (shown: 'access' | 'id') => void;
}) {
  const { pool, domain, request, answer, token, decoded, shown, onShow } = props;
  const { status, millis, body, error, idToken, refreshToken } = answer;
  const { keys, issuer } = usePoolKeys(pool);
  const client = useAppClient(pool, request.clientId);
  const servers = useResourceServers(pool);
  const expected: Expected = {
    ...(issuer === undefined ? {} : { issuer }),
    clientId: request.clientId,
    ...(isOfUser(request.grant) ? {} : { scopes: request.scopes }),
  };
  const defined = (servers.data ?? []).flatMap(fullScopes);
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{text.answer}</Header>}>
        <SpaceBetween size="s">
          <KeyValuePairs
            columns={2}
            items={[
              {
                label: text.status,
                value: <StatusIndicator type={token === undefined ? 'error' : 'success'}>{status}</StatusIndicator>,
              },
              { label: 'Time', value: text.millis(millis) },
              ...(refreshToken === undefined
                ? []
                : [{ label: text.refreshToken, value: <SecretText value={refreshToken} what="refresh token" /> }]),
            ]}
          />
          {idToken === undefined ? null : (
            <SegmentedControl
              label={text.tokenShown}
              selectedId={shown}
              options={[
                { id: 'access', text: text.tokenAccess },
                { id: 'id', text: text.tokenId },
              ]}
              onChange={({ detail }) => onShow(detail.selectedId === 'id' ? 'id' : 'access')}
            />
          )}
          <ExpandableSection headerText={text.raw}>
            <CodeText value={body} what="answer" />
          </ExpandableSection>
        </SpaceBetween>
      </Container>
      {error === undefined ? null : (
        <Refused
          error={error}
          facts={factsOf(request, client.data, domain, defined)}
          pool={pool}
          client={request.clientId}
        />
      )}
      {token === undefined || decoded === undefined ? null : (
        <TokenDetails token={token} decoded={decoded} keys={keys} expected={expected} />
      )}
    </SpaceBetween>
  );
}

/** What the page knows, for the explanation of an error. */
export function factsOf(
  request: TokenRequest,
  client: UserPoolClientType | undefined,
  domain: string | undefined,
  defined: readonly string[],
): Facts {
  const secret = client?.ClientSecret;
  return {
    isKnownClient: client !== undefined,
    hasDomain: domain !== undefined,
    isConfidential: client !== undefined && isConfidential(client),
    isSecretSent: request.secret !== '',
    // A second secret is never shown, so that another value is not for certain a wrong one.
    isSecretRight: secret === undefined ? undefined : secret === request.secret,
    allowsMachines: client !== undefined && isMachine(client) && client.AllowedOAuthFlowsUserPoolClient === true,
    attached: customScopes(client ?? {}),
    requested: request.scopes,
    defined,
    grantType: request.grant === 'GetClientToken' ? 'client_credentials' : request.grant,
  };
}
