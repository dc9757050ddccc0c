import CloudscapeLineChart from '@cloudscape-design/components/line-chart';
import type { HistoryRange } from '../../api/operations';
import { useSettings } from '../../shell/settings';
import type { Line } from './series';
import { text } from './text';

export interface LineChartProps {
  readonly title: string;
  readonly range: HistoryRange;
  readonly lines: readonly Line[];
  readonly from: Date;
  readonly to: Date;
  readonly format: (value: number) => string;
  /** A line that the others should stay below. */
  readonly threshold?: number;
  readonly yTitle?: string;
}

/** One chart; a chunk of its own, since the library's charts weigh more than most pages (ui 4.8). */
export default function LineChart(props: LineChartProps) {
  const { title, range, lines, from, to, format, threshold, yTitle } = props;
  const { utc } = useSettings();
  const top = Math.max(threshold ?? 0, ...lines.flatMap(({ data }) => data.map(({ y }) => y)));
  return (
    <CloudscapeLineChart<Date>
      series={[
        ...lines.map(({ title: name, data }) => ({ type: 'line' as const, title: name, data, valueFormatter: format })),
        ...(threshold === undefined
          ? []
          : [{ type: 'threshold' as const, title: text.budget, y: threshold, valueFormatter: format }]),
      ]}
      xScaleType="time"
      xDomain={[from, to]}
      yDomain={[0, top > 0 ? top * 1.1 : 1]}
      height={180}
      hideFilter
      ariaLabel={text.chart(title, text.ranges[range])}
      {...(yTitle === undefined ? {} : { yTitle })}
      xTickFormatter={(date) => tick(date, range, utc)}
      yTickFormatter={format}
      i18nStrings={{
        legendAriaLabel: text.legend,
        detailPopoverDismissAriaLabel: text.dismiss,
        chartAriaRoleDescription: text.chartRole,
        xAxisAriaRoleDescription: text.xAxis,
        yAxisAriaRoleDescription: text.yAxis,
      }}
    />
  );
}

/** `14:05` within a day, `Nov 24` and the time of a week. */
function tick(date: Date, range: HistoryRange, utc: boolean): string {
  const zone = utc ? { timeZone: 'UTC' } : {};
  const time = date.toLocaleTimeString(undefined, { ...zone, hour: '2-digit', minute: '2-digit', hour12: false });
  if (range !== '7d') return time;
  return `${date.toLocaleDateString(undefined, { ...zone, month: 'short', day: 'numeric' })}\n${time}`;
}
