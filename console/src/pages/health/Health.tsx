import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { ApiFailure } from '../../api/failure';
import { useHealth, type Health as HealthAnswer } from '../../api/health';
import { useResource } from '../../api/resource';
import { useServerInfo } from '../../api/server-info';
import { CopyText } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import { useIsLimited } from '../../session/permissions';
import { FailureAlert } from '../../ui/FailureAlert';
import { Page } from '../../ui/Page';
import { ResourceTable, type Column } from '../../ui/ResourceTable';
import { UsageCharts } from '../../ui/usage/UsageCharts';
import { samplesOf, select, sumOf, valueOf, type Sample } from './prometheus';
import { duration, megabytes, operationLines, type OperationLine } from './summary';
import { text } from './text';

/** What this node says of itself (ui 10.1). */
export default function Health() {
  const metrics = useResource(['metrics'], readMetrics, { poll: true });
  const samples = metrics.data ?? [];
  const isLimited = useIsLimited();
  return (
    <Page title={text.title} content="table" description={text.description} help={text.help}>
      <Server samples={samples} />
      {isLimited ? null : <UsageCharts />}
      <FailureAlert failure={metrics.failure} onRetry={() => void metrics.reload()} />
      {metrics.data === undefined ? null : <Counts samples={samples} />}
      <ResourceTable<OperationLine>
        id="operations"
        title={text.operations}
        resource={{ ...metrics, data: metrics.data === undefined ? undefined : operationLines(samples), failure: undefined }}
        trackBy={({ id }) => id}
        findText={text.find}
        columns={COLUMNS}
        empty={{ title: text.none, text: text.noneHint }}
      />
    </Page>
  );
}

async function readMetrics(): Promise<Sample[]> {
  const response = await fetch('/metrics', { credentials: 'omit', cache: 'no-store' });
  if (!response.ok) {
    throw new ApiFailure('MetricsNotRead', `/metrics answered with status ${response.status}.`, response.status, undefined, '', undefined);
  }
  return samplesOf(await response.text());
}

function Server(props: { readonly samples: readonly Sample[] }) {
  const { samples } = props;
  const info = useServerInfo();
  const live = useHealth('live');
  const ready = useHealth('ready');
  const build = select(samples, 'gatehouse_build_info')[0]?.labels;
  const { data } = info;
  return (
    <Container header={<Header variant="h2">{text.server}</Header>}>
      <FailureAlert failure={info.failure} onRetry={() => void info.reload()} />
      {ready.data !== undefined && ready.data.words !== '' ? (
        <Alert type="warning" statusIconAriaLabel="Warning" header={ready.data.isOk ? text.warnings : text.readyNo}>
          {ready.data.words}
        </Alert>
      ) : null}
      <KeyValuePairs
        columns={4}
        items={[
          { label: text.live, value: <State answer={live.data} yes={text.liveYes} no={text.liveNo} /> },
          { label: text.ready, value: <State answer={ready.data} yes={text.readyYes} no={text.readyNo} /> },
          { label: text.version, value: build?.['version'] ?? '-' },
          { label: text.started, value: <DateText value={valueOf(samples, 'process_start_time_seconds')} /> },
          { label: text.mode, value: data === undefined ? '-' : text.modes[data.Mode] },
          { label: text.database, value: data === undefined ? '-' : (text.databases[data.Database] ?? data.Database) },
          { label: text.regions, value: data?.Regions.join(', ') ?? '-' },
          { label: text.url, value: data === undefined ? '-' : <CopyText value={data.PublicUrl} what={text.url} /> },
        ]}
      />
    </Container>
  );
}

function State(props: { readonly answer: HealthAnswer | undefined; readonly yes: string; readonly no: string }) {
  const { answer, yes, no } = props;
  if (answer === undefined) return '-';
  return <StatusIndicator type={answer.isOk ? 'success' : 'error'}>{answer.isOk ? yes : no}</StatusIndicator>;
}

function Counts(props: { readonly samples: readonly Sample[] }) {
  const { samples } = props;
  const seconds = (name: string) => duration(valueOf(samples, name));
  const count = (value: number | undefined) => (value === undefined ? '-' : Math.round(value).toLocaleString());
  const heap = { area: 'heap' };
  return (
    <Container
      header={
        <Header variant="h2" actions={<Link href="/metrics" external externalIconAriaLabel="Opens in a new tab">{text.metrics}</Link>}>
          {text.counts}
        </Header>
      }
    >
      <KeyValuePairs
        columns={4}
        items={[
          { label: text.requests, value: count(sumOf(samples, 'gatehouse_http_requests_total')) },
          { label: text.tokens, value: count(sumOf(samples, 'gatehouse_tokens_issued_total')) },
          { label: text.errors, value: count(sumOf(samples, 'gatehouse_refusals_total')) },
          { label: text.storeFailures, value: count(sumOf(samples, 'gatehouse_store_failures_total')) },
          { label: text.heap, value: `${megabytes(valueOf(samples, 'jvm_memory_used_bytes', heap))} of ${megabytes(valueOf(samples, 'jvm_memory_max_bytes', heap))}` },
          { label: text.resident, value: megabytes(valueOf(samples, 'process_resident_memory_bytes')) },
          { label: text.threads, value: count(valueOf(samples, 'jvm_threads_current')) },
          { label: text.fds, value: count(valueOf(samples, 'process_open_fds')) },
          { label: text.connections, value: count(sumOf(samples, 'gatehouse_http_connections_open')) },
          { label: text.messages, value: count(sumOf(samples, 'gatehouse_messages_total', { outcome: 'failed' })) },
          { label: text.feedAge, value: seconds('gatehouse_feed_age_seconds') },
          { label: text.feedLag, value: seconds('gatehouse_feed_lag_seconds') },
        ]}
      />
    </Container>
  );
}

const COLUMNS: readonly Column<OperationLine>[] = [
  { id: 'operation', header: text.operation, value: ({ operation }) => operation, cell: ({ operation }) => operation },
  { id: 'service', header: text.service, value: ({ service }) => service, cell: ({ service }) => service },
  { id: 'requests', header: text.requests, value: ({ requests }) => requests, cell: ({ requests }) => requests.toLocaleString() },
  { id: 'errors', header: text.errors, value: ({ errors }) => errors, cell: ({ errors }) => errors.toLocaleString() },
  { id: 'p50', header: 'p50', value: ({ p50 }) => p50, cell: ({ p50 }) => duration(p50) },
  { id: 'p95', header: 'p95', value: ({ p95 }) => p95, cell: ({ p95 }) => duration(p95) },
  { id: 'p99', header: 'p99', value: ({ p99 }) => p99, cell: ({ p99 }) => duration(p99) },
];
