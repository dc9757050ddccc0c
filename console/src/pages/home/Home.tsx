import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useHealth } from '../../api/health';
import { inParallel } from '../../api/parallel';
import { describeUserPool, useUserPools } from '../../api/pools';
import { useResource, type Resource } from '../../api/resource';
import { useServerInfo } from '../../api/server-info';
import { endpointLines } from '../../cli/environment';
import { href, url } from '../../routing/router';
import { useIsLimited } from '../../session/permissions';
import { useSession } from '../../session/session';
import { CodeText } from '../../ui/CodeText';
import { CopyText } from '../../ui/CopyText';
import { FailureAlert } from '../../ui/FailureAlert';
import { Page } from '../../ui/Page';
import { TokensInLastHour } from '../../ui/usage/TokensInLastHour';
import { WriteButton } from '../../ui/WriteButton';
import { text } from './text';

const POOLS_SHOWN = 5;

/** Users of so many pools are counted, without a call for each of a thousand. */
const POOLS_COUNTED = 30;

/** Health, counts, next steps, and what a shell needs (ui 8.2). */
export default function Home() {
  return (
    <Page title={text.title} description={text.welcome} help={text.help}>
      <Health />
      <ColumnLayout columns={2}>
        <Card type="m2m" isPrimary title={text.m2m} words={text.m2mText} />
        <Card type="web" title={text.signIn} words={text.signInText} />
      </ColumnLayout>
      <ColumnLayout columns={2}>
        <Pools />
        <Environment />
      </ColumnLayout>
      <Server />
    </Page>
  );
}

function Health() {
  const { data, failure, reload } = useHealth('ready');
  if (failure !== undefined) return <FailureAlert failure={failure} onRetry={() => void reload()} />;
  if (data === undefined) return null;
  const isWell = data.isOk && data.words === '';
  const words = data.isOk ? text.warnings : text.notReady;
  return (
    <Alert
      type={isWell ? 'success' : data.isOk ? 'warning' : 'error'}
      statusIconAriaLabel={isWell ? 'Success' : data.isOk ? 'Warning' : 'Error'}
      action={<Button href={href('/server/health')}>{text.health}</Button>}
    >
      {isWell ? text.ready : `${words}: ${data.words}`}
    </Alert>
  );
}

function Card(props: {
  readonly type: string;
  readonly title: string;
  readonly words: string;
  readonly isPrimary?: boolean;
}) {
  const { type, title, words, isPrimary = false } = props;
  return (
    <Container
      fitHeight
      header={<Header variant="h2">{title}</Header>}
      footer={
        <WriteButton
          action="cognito-idp:CreateUserPool"
          kind="pools"
          {...(isPrimary ? { variant: 'primary' as const } : {})}
          ariaLabel={`${text.createPool}: ${title}`}
          href={href('/user-pools/create', { type })}
        >
          {text.createPool}
        </WriteButton>
      }
    >
      {words}
    </Container>
  );
}

function Pools() {
  const pools = useUserPools();
  const users = useUserCount(pools.data?.map(({ Id = '' }) => Id));
  const { data } = pools;
  return (
    <Container fitHeight header={<Header variant="h2">{text.pools}</Header>}>
      <SpaceBetween size="m">
        <FailureAlert failure={pools.failure} onRetry={() => void pools.reload()} />
        <FailureAlert failure={users.failure} onRetry={() => void users.reload()} />
        <KeyValuePairs
          columns={2}
          items={[
            {
              label: text.pools,
              value: <Link href={href('/user-pools')}>{data === undefined ? '-' : data.length.toLocaleString('en')}</Link>,
            },
            {
              label: (data?.length ?? 0) > POOLS_COUNTED ? text.usersOfSome(POOLS_COUNTED) : text.users,
              value: users.data?.toLocaleString('en') ?? '-',
            },
          ]}
        />
        {data?.length === 0 ? <div>{text.poolsNone}</div> : null}
        {data?.slice(0, POOLS_SHOWN).map(({ Id = '', Name = '' }) => (
          <div key={Id}>
            <Link href={url('/user-pools/:pool/overview', { pool: Id })}>{Name}</Link>{' '}
            <CopyText value={Id} what={text.idOf(Name)}>
              <Box variant="small">{Id}</Box>
            </CopyText>
          </div>
        ))}
      </SpaceBetween>
    </Container>
  );
}

/** About how many users there are in the pools that one may look at. */
function useUserCount(ids: readonly string[] | undefined): Resource<number> {
  const { Pools: own } = useSession();
  const counted = (ids ?? []).filter((id) => own.length === 0 || own.includes(id)).slice(0, POOLS_COUNTED);
  return useResource(['user-count', ...counted], () => countUsers(counted), { enabled: ids !== undefined });
}

async function countUsers(ids: readonly string[]): Promise<number> {
  const pools = await inParallel(ids, describeUserPool);
  return pools.reduce((sum, { EstimatedNumberOfUsers: users = 0 }) => sum + users, 0);
}

function Environment() {
  const { Region: region } = useSession();
  const { data: info } = useServerInfo();
  return (
    <Container fitHeight header={<Header variant="h2">{text.environment}</Header>}>
      <SpaceBetween size="s">
        <div>{text.environmentHere}</div>
        <CodeText value={text.environmentCommand} what={text.environmentCommandName} />
        <div>
          {text.environmentElsewhere} <Link href={href('/server/access-keys')}>{text.accessKeys}</Link>
        </div>
        {info === undefined ? null : (
          <CodeText value={endpointLines(region, info.PublicUrl).join('\n')} what={text.environmentLines} />
        )}
      </SpaceBetween>
    </Container>
  );
}

function Server() {
  const info = useServerInfo();
  const isLimited = useIsLimited();
  const { data } = info;
  return (
    <Container header={<Header variant="h2">{text.server}</Header>}>
      <FailureAlert failure={info.failure} onRetry={() => void info.reload()} />
      {data === undefined ? null : (
        <KeyValuePairs
          columns={3}
          items={[
            { label: text.url, value: <CopyText value={data.PublicUrl} what={text.url} /> },
            { label: text.account, value: <CopyText value={data.AccountId} what={text.account} /> },
            { label: text.mode, value: text.modes[data.Mode] },
            { label: text.regions, value: data.Regions.join(', ') },
            { label: text.database, value: data.Database },
            ...(isLimited ? [] : [{ label: text.tokens, value: <TokensInLastHour /> }]),
          ]}
        />
      )}
    </Container>
  );
}
