import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import type { ReactNode } from 'react';
import type { HistoryRange, MetricHistory, Usage } from '../../api/operations';
import { sumOf, useHistory, type Whose } from '../../api/usage';
import { url, useQueryParam } from '../../routing/router';
import { FailureAlert } from '../FailureAlert';
import { countLines, latencyLines } from './series';
import { text } from './text';
import { UsageChart } from './UsageChart';

/** What a token may take at the 99th percentile on a server that is not overloaded (assumed: ui 8.14 names no number). */
const BUDGET_MILLIS = 10;

const ALL: readonly HistoryRange[] = ['1h', '24h', '7d'];
const OF_CLIENT: readonly HistoryRange[] = ['24h', '7d'];

/** Tokens, sign-ins, errors and latencies of a pool, of one of its clients, or of the whole server (ui 8.14, 10.1). */
export function UsageCharts(props: Whose) {
  const ranges = props.client === undefined ? ALL : OF_CLIENT;
  const [chosen, setRange] = useQueryParam('range', ranges[0]);
  const [view, setView] = useQueryParam('view', 'charts');
  const range = ranges.find((each) => each === chosen) ?? ranges[0] ?? '24h';
  const history = useHistory(props, range);
  const { data } = history;
  return (
    <SpaceBetween size="m">
      <Header
        variant="h2"
        actions={
          <SpaceBetween size="m" direction="horizontal" alignItems="center">
            <Toggle checked={view === 'tables'} onChange={({ detail }) => setView(detail.checked ? 'tables' : 'charts')}>
              {text.asTables}
            </Toggle>
            <SegmentedControl
              label={text.range}
              selectedId={range}
              onChange={({ detail }) => setRange(detail.selectedId)}
              options={ranges.map((id) => ({ id, text: text.shortRanges[id] }))}
            />
          </SpaceBetween>
        }
      >
        {text.title}
      </Header>
      <FailureAlert failure={history.failure} onRetry={() => void history.reload()} />
      {data?.Recording === false ? (
        <Alert type="info" statusIconAriaLabel="Info">
          {text.off}
        </Alert>
      ) : null}
      {data === undefined ? null : data.Points.length === 0 ? (
        <NoData {...props} />
      ) : (
        <Charts {...props} history={data} asTable={view === 'tables'} />
      )}
    </SpaceBetween>
  );
}

/** O-1 */
function NoData({ pool, client }: Whose) {
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="xs">
        <strong>{text.none}</strong>
        <div>{text.noneHint}</div>
        {pool === undefined ? null : (
          <Button href={url('/user-pools/:pool/token-tester', { pool }, client === undefined ? undefined : { client })}>
            {text.tester}
          </Button>
        )}
      </SpaceBetween>
    </Box>
  );
}

function Charts(props: Whose & { readonly history: MetricHistory; readonly asTable: boolean }): ReactNode {
  const { history, asTable, client } = props;
  const { Range: range, From, To, Total } = history;
  const common = { range, asTable, from: new Date(From * 1000), to: new Date(To * 1000) };
  const counted = (counts: (usage: Usage) => Readonly<Record<string, number>>, label: (name: string) => string = (name) => name) => ({
    ...common,
    lines: countLines(history, counts, label),
    total: text.total(sumOf(counts(Total)), text.ranges[range]),
    format: whole,
  });
  return (
    <ColumnLayout columns={2}>
      <UsageChart title={text.tokens} {...counted(({ Tokens }) => Tokens, (grant) => text.grants[grant] ?? grant)} />
      <UsageChart title={text.errors} {...counted(({ Errors }) => Errors)} />
      {client !== undefined && sumOf(signIns(Total)) === 0 ? null : <UsageChart title={text.signIns} {...counted(signIns)} />}
      {client === undefined ? (
        <UsageChart
          title={text.latency}
          {...common}
          lines={latencyLines(history)}
          periodSeconds={history.PeriodSeconds}
          total={latencyTotal(Total.Latency, range)}
          format={milliseconds}
          threshold={BUDGET_MILLIS}
        />
      ) : null}
    </ColumnLayout>
  );
}

/** None at all where nobody has tried. */
function signIns({ SignIns: { Succeeded, Failed } }: Usage): Readonly<Record<string, number>> {
  return Succeeded + Failed === 0 ? {} : { [text.succeeded]: Succeeded, [text.failed]: Failed };
}

function latencyTotal(latency: Usage['Latency'], range: HistoryRange): string {
  if (latency === undefined) return '';
  const [p50, p95, p99] = [latency.P50Micros, latency.P95Micros, latency.P99Micros].map((micros) => milliseconds(micros / 1000));
  return text.latencyTotal(p50 ?? '', p95 ?? '', p99 ?? '', text.ranges[range]);
}

/** Nothing between whole numbers on the axis. */
function whole(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString() : '';
}

function milliseconds(value: number): string {
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value).toLocaleString()} ms`;
}
