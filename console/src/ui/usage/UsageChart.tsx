import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Spinner from '@cloudscape-design/components/spinner';
import Table from '@cloudscape-design/components/table';
import { lazy, Suspense } from 'react';
import type { HistoryRange } from '../../api/operations';
import { DateText } from '../DateText';
import { held, rowsOf, type Line } from './series';
import { text } from './text';

const LineChart = lazy(() => import('./LineChart'));

export interface UsageChartProps {
  readonly title: string;
  /** What all lines come to in the range: `100 in the last hour`. */
  readonly total: string;
  readonly range: HistoryRange;
  readonly lines: readonly Line[];
  readonly from: Date;
  readonly to: Date;
  readonly format: (value: number) => string;
  readonly asTable: boolean;
  /** Of values that hold for so long; others are counts, which have a value for each time. */
  readonly periodSeconds?: number;
  readonly threshold?: number;
  readonly yTitle?: string;
}

/** Lines over time, as a chart or as the table that says the same (O-3). */
export function UsageChart(props: UsageChartProps) {
  const { title, total, lines, asTable, periodSeconds, range, format, ...more } = props;
  return (
    <Container
      fitHeight
      header={
        <Header variant="h3" description={lines.length === 0 ? '' : total}>
          {title}
        </Header>
      }
    >
      {lines.length === 0 ? (
        <Box color="text-status-inactive">{text.noneInRange(text.ranges[range])}</Box>
      ) : asTable ? (
        <LineTable title={title} lines={lines} format={format} />
      ) : (
        <Suspense fallback={<Spinner />}>
          <LineChart
            title={title}
            range={range}
            lines={periodSeconds === undefined ? lines : held(lines, periodSeconds, props.to)}
            format={format}
            {...more}
          />
        </Suspense>
      )}
    </Container>
  );
}

function LineTable(props: Pick<UsageChartProps, 'title' | 'lines' | 'format'>) {
  const { title, lines, format } = props;
  return (
    <Table
      variant="embedded"
      ariaLabels={{ tableLabel: title }}
      items={rowsOf(lines)}
      trackBy={({ time }) => time.toISOString()}
      columnDefinitions={[
        { id: 'time', header: text.time, isRowHeader: true, cell: ({ time }) => <DateText value={time} /> },
        ...lines.map(({ title: name }, index) => ({
          id: name,
          header: name,
          cell: ({ values }: ReturnType<typeof rowsOf>[number]) => {
            const value = values[index];
            return value === undefined ? '-' : format(value);
          },
        })),
      ]}
    />
  );
}
