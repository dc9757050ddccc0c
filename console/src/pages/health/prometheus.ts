/** A line of Prometheus' text format: `gatehouse_ready 1`, `jvm_memory_used_bytes{area="heap"} 4.2E7`. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})?\s+(\S+)(?:\s+-?\d+)?$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g;

/** The samples of a text; comments and what is no sample are left out. */
export function samplesOf(text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const found = line.startsWith('#') ? null : LINE.exec(line.trim());
    if (found === null) return [];
    const [, name = '', labels = '', value = ''] = found;
    return [{ name, labels: labelsOf(labels), value: numberOf(value) }];
  });
}

function labelsOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(LABEL)].map(([, name = '', value = '']) => [name, unescaped(value)]));
}

function unescaped(value: string): string {
  return value.replace(/\\(.)/g, (_, each: string) => (each === 'n' ? '\n' : each));
}

function numberOf(text: string): number {
  if (text === '+Inf') return Infinity;
  return text === '-Inf' ? -Infinity : Number(text);
}

/** What to look at: a name, and labels that must be so. */
export function sumOf(samples: readonly Sample[], name: string, labels: Readonly<Record<string, string>> = {}): number {
  return select(samples, name, labels).reduce((sum, { value }) => sum + value, 0);
}

/** The one value of a name; undefined where there is none. */
export function valueOf(samples: readonly Sample[], name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
  return select(samples, name, labels)[0]?.value;
}

export function select(samples: readonly Sample[], name: string, labels: Readonly<Record<string, string>> = {}): Sample[] {
  const wanted = Object.entries(labels);
  return samples.filter((each) => each.name === name && wanted.every(([label, value]) => each.labels[label] === value));
}

/**
 * A percentile of a histogram, linear within its step, as Prometheus' histogram_quantile has it; undefined where nothing
 * was measured. What is above the last step is at least that long.
 *
 * @param name without `_bucket`
 * @param quantile 0.95 for the 95th percentile
 */
export function percentileOf(
  samples: readonly Sample[],
  name: string,
  labels: Readonly<Record<string, string>>,
  quantile: number,
): number | undefined {
  const steps = new Map<number, number>();
  for (const { labels: own, value } of select(samples, `${name}_bucket`, labels)) {
    const end = numberOf(own['le'] ?? '');
    steps.set(end, (steps.get(end) ?? 0) + value);
  }
  const sorted = [...steps].sort(([a], [b]) => a - b);
  const all = sorted.at(-1)?.[1] ?? 0;
  if (all === 0) return undefined;
  const wanted = quantile * all;
  let start = 0;
  let before = 0;
  for (const [end, count] of sorted) {
    if (count >= wanted) return end === Infinity ? start : start + ((end - start) * (wanted - before)) / Math.max(1, count - before);
    start = end;
    before = count;
  }
  return start;
}
