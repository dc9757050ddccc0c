import type { UserPoolClientType, UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { discoveryAddress, issuerOf, jwksAddress } from '../../api/addresses';
import { describeAppClient, isConfidential, listClientSecrets } from '../../api/app-clients';
import { firstTokenOf, kept, useKept } from '../../api/kept';
import { inParallel } from '../../api/parallel';
import { listAppClients, useUserPool } from '../../api/pools';
import { useResource } from '../../api/resource';
import { useResourceServers } from '../../api/resource-servers';
import { useServerInfo } from '../../api/server-info';
import { useClientUsage } from '../../api/usage';
import { pages } from '..';
import { url } from '../../routing/router';
import { CopyText } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import { FailureAlert } from '../../ui/FailureAlert';
import { Page } from '../../ui/Page';
import { UsageCharts } from '../../ui/usage/UsageCharts';
import type { PageProps } from '../page';
import {
  adviceFor,
  hadToken,
  isComplete,
  machineItems,
  unusedClients,
  userItems,
  type Advice,
  type ClientAdvice,
  type Facts,
  type Item,
  type ItemId,
} from './checklist';
import { text } from './text';

/** Enough to know what a pool is for, without a call for each of a thousand. */
const CLIENTS_LOOKED_AT = 30;

/** Facts about a pool and what is missing in it (ui 8.14). */
export default function Overview({ params: { pool: id } }: PageProps<'/user-pools/:pool/overview'>) {
  const { data: pool } = useUserPool(id);
  const servers = useResourceServers(id);
  const clients = useResource(['app-client', id, '', 'some'], () => someClients(id));
  const usage = useClientUsage(id);
  const facts =
    pool === undefined || servers.data === undefined || clients.data === undefined
      ? undefined
      : {
          pool,
          servers: servers.data,
          clients: clients.data,
          // The tester's token is counted some seconds later, and nothing is where the history is switched off.
          hadToken: kept(firstTokenOf(id)) || hadToken(clients.data, usage.data ?? new Map()),
        };
  return (
    <Page title={text.title} pool={id} help={text.help}>
      {pool === undefined ? null : <Details pool={pool} />}
      <FailureAlert failure={servers.failure} onRetry={() => void servers.reload()} />
      <FailureAlert failure={clients.failure} onRetry={() => void clients.reload()} />
      {facts === undefined ? null : <Checklist id={id} facts={facts} />}
      <UsageCharts pool={id} />
      {facts === undefined ? null : <Recommendations pool={facts.pool} clients={facts.clients} />}
    </Page>
  );
}

async function someClients(poolId: string): Promise<UserPoolClientType[]> {
  const clients = await listAppClients(poolId);
  return inParallel(clients.slice(0, CLIENTS_LOOKED_AT), ({ ClientId = '' }) => describeAppClient(poolId, ClientId));
}

function Details(props: { readonly pool: UserPoolType }) {
  const { pool } = props;
  const { Id = '', Arn = '', Name = '' } = pool;
  const info = useServerInfo();
  return (
    <Container header={<Header variant="h2">{text.details}</Header>}>
      <FailureAlert failure={info.failure} onRetry={() => void info.reload()} />
      <KeyValuePairs
        columns={2}
        items={[
          { label: text.name, value: Name },
          { label: text.id, value: <CopyText value={Id} what={text.id} /> },
          { label: text.arn, value: <CopyText value={Arn} what={text.arn} /> },
          { label: text.users, value: pool.EstimatedNumberOfUsers ?? 0 },
          ...(info.data === undefined
            ? []
            : [
                { label: text.issuer, value: <CopyText value={issuerOf(info.data, Id)} what={text.issuer} /> },
                { label: text.jwks, value: <CopyText value={jwksAddress(info.data, Id)} what={text.jwks} /> },
                { label: text.discovery, value: <CopyText value={discoveryAddress(info.data, Id)} what={text.discovery} /> },
              ]),
          { label: text.created, value: <DateText value={pool.CreationDate} /> },
        ]}
      />
    </Container>
  );
}

function Checklist(props: { readonly id: string; readonly facts: Facts }) {
  const { id, facts } = props;
  const [isDismissed, dismiss] = useKept(`no-checklist-${id}`);
  const machine = machineItems(facts);
  const users = userItems(facts);
  // One purpose that is complete is enough: the other one may never be wanted.
  if (isDismissed || isComplete(machine) || isComplete(users)) return null;
  return (
    <Container
      header={
        <Header variant="h2" actions={<Button onClick={dismiss}>{text.dismiss}</Button>}>
          {text.checklist}
        </Header>
      }
    >
      <ColumnLayout columns={2}>
        <Items title={text.forMachines} pool={id} items={machine} />
        <Items title={text.forUsers} pool={id} items={users} />
      </ColumnLayout>
    </Container>
  );
}

const WHERE: Readonly<Record<ItemId, string>> = {
  domain: '/user-pools/:pool/domain',
  server: '/user-pools/:pool/domain/resource-servers',
  machineClient: '/user-pools/:pool/app-clients/create',
  token: '/user-pools/:pool/token-tester',
  userClient: '/user-pools/:pool/app-clients/create',
  callback: '/user-pools/:pool/app-clients',
  user: '/user-pools/:pool/users',
};

function Items(props: { readonly title: string; readonly pool: string; readonly items: readonly Item[] }) {
  const { title, pool, items } = props;
  return (
    <SpaceBetween size="xs">
      <Header variant="h3">{title}</Header>
      {items.map(({ id, isDone }) => (
        <div key={id} className="with-status">
          <StatusIndicator type={isDone ? 'success' : 'pending'} iconAriaLabel={isDone ? text.done : text.todo} />
          <span>
            {isDone || pages.every(({ path }) => path !== WHERE[id]) ? (
              text.items[id]
            ) : (
              <Link href={url(WHERE[id], { pool }, id === 'machineClient' ? { type: 'm2m' } : undefined)}>{text.items[id]}</Link>
            )}
          </span>
        </div>
      ))}
    </SpaceBetween>
  );
}

/** Where an app client is mended, by the tab of its page. */
const MENDED: Readonly<Record<ClientAdvice, string>> = {
  implicit: 'login-pages',
  'no-scopes': 'login-pages',
  http: 'login-pages',
  'old-secret': 'secrets',
  unused: 'activity',
};

function Recommendations(props: { readonly pool: UserPoolType; readonly clients: readonly UserPoolClientType[] }) {
  const { pool, clients } = props;
  const { Id: id = '' } = pool;
  const secrets = useResource(['app-client', id, '', 'secrets'], () => secretsSince(id, clients));
  const usage = useClientUsage(id);
  const now = new Date();
  const advice = [
    ...adviceFor({ pool, clients, secretsSince: secrets.data ?? {} }, now),
    ...unusedClients(clients, usage.data ?? new Map(), now.getTime() / 1000),
  ];
  return (
    <SpaceBetween size="l">
      <FailureAlert failure={secrets.failure} onRetry={() => void secrets.reload()} />
      {advice.length === 0 ? null : (
        <Container header={<Header variant="h2">{text.advice}</Header>}>
          <SpaceBetween size="xs">
            {advice.map((each) => (
              <Recommendation key={`${each.kind} ${each.client?.ClientId ?? ''}`} pool={id} advice={each} />
            ))}
          </SpaceBetween>
        </Container>
      )}
    </SpaceBetween>
  );
}

function Recommendation(props: { readonly pool: string; readonly advice: Advice }) {
  const { pool, advice } = props;
  const { kind } = advice;
  const client = advice.client?.ClientId ?? '';
  const name = advice.client?.ClientName ?? '';
  const isUrgent = kind === 'no-scopes';
  return (
    <Alert
      type={isUrgent ? 'warning' : 'info'}
      statusIconAriaLabel={isUrgent ? 'Warning' : 'Info'}
      action={
        kind === 'no-mfa' ? (
          <Button href={url('/user-pools/:pool/sign-in', { pool })}>{text.signIn}</Button>
        ) : (
          <Button href={url('/user-pools/:pool/app-clients/:client', { pool, client }, { tab: MENDED[kind] })}>{name}</Button>
        )
      }
    >
      {text.adviceWords[kind](name)}
    </Alert>
  );
}

/** When the oldest secret of each confidential app client was made. */
async function secretsSince(pool: string, clients: readonly UserPoolClientType[]): Promise<Record<string, Date>> {
  const confidential = clients.filter(isConfidential).map(({ ClientId = '' }) => ClientId);
  const oldest = await inParallel(confidential, async (client) => (await listClientSecrets(pool, client))[0]?.ClientSecretCreateDate);
  return Object.fromEntries(confidential.flatMap((client, i) => (oldest[i] === undefined ? [] : [[client, oldest[i]]])));
}
