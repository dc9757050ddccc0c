import type { MetricHistory, Usage } from '../../api/operations';

export interface Datum {
  readonly x: Date;
  readonly y: number;
}

/** A line of a chart, with a value for each time where there is one. */
export interface Line {
  readonly title: string;
  readonly data: readonly Datum[];
}

/** The beginnings of all times that the history covers, whether or not something happened in them. */
export function timesOf({ From, To, PeriodSeconds }: MetricHistory): Date[] {
  const times: Date[] = [];
  for (let second = From; second <= To; second += PeriodSeconds) times.push(new Date(second * 1000));
  return times;
}

/** One line for each name that is counted, 0 where nothing was. */
export function countLines(
  history: MetricHistory,
  counts: (usage: Usage) => Readonly<Record<string, number>>,
  label: (name: string) => string,
): Line[] {
  const names = Object.entries(counts(history.Total))
    .sort(([, one], [, other]) => other - one)
    .map(([name]) => name);
  const points = new Map(history.Points.map((point) => [point.Time, counts(point)]));
  return names.map((name) => ({
    title: label(name),
    data: timesOf(history).map((x) => ({ x, y: points.get(x.getTime() / 1000)?.[name] ?? 0 })),
  }));
}

/** p50, p95 and p99 in milliseconds, where the token endpoint was asked. */
export function latencyLines({ Points }: MetricHistory): Line[] {
  const measured = Points.flatMap(({ Time, Latency }) => (Latency === undefined ? [] : [{ x: new Date(Time * 1000), Latency }]));
  if (measured.length === 0) return [];
  const line = (title: string, micros: (latency: NonNullable<Usage['Latency']>) => number) => ({
    title,
    data: measured.map(({ x, Latency }) => ({ x, y: micros(Latency) / 1000 })),
  });
  return [
    line('p50', ({ P50Micros }) => P50Micros),
    line('p95', ({ P95Micros }) => P95Micros),
    line('p99', ({ P99Micros }) => P99Micros),
  ];
}

/** Each value until shortly before the next period or `to`, so that one that stands alone is a line, too, and not a dot. */
export function held(lines: readonly Line[], periodSeconds: number, to: Date): Line[] {
  const almost = (periodSeconds - 1) * 1000;
  return lines.map(({ title, data }) => ({
    title,
    data: data.flatMap(({ x, y }) => [{ x, y }, { x: new Date(Math.min(x.getTime() + almost, to.getTime())), y }]),
  }));
}

/** The lines as rows, newest first, without times in which nothing happened: what a chart says, in words (O-3). */
export function rowsOf(lines: readonly Line[]): { readonly time: Date; readonly values: readonly (number | undefined)[] }[] {
  const times = new Map<number, (number | undefined)[]>();
  lines.forEach(({ data }, index) => {
    for (const { x, y } of data) {
      const values = times.get(x.getTime()) ?? lines.map(() => undefined);
      values[index] = y;
      times.set(x.getTime(), values);
    }
  });
  return [...times.entries()]
    .filter(([, values]) => values.some((value) => value !== undefined && value !== 0))
    .sort(([one], [other]) => other - one)
    .map(([time, values]) => ({ time: new Date(time), values }));
}
