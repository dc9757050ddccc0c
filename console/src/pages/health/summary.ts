import { percentileOf, select, sumOf, type Sample } from './prometheus';

/** How often an operation or grant was asked for, how often it was refused, and how long it took, in seconds. */
export interface OperationLine {
  readonly id: string;
  readonly service: string;
  readonly operation: string;
  readonly requests: number;
  /** Requests that were not answered with success. */
  readonly errors: number;
  readonly p50: number | undefined;
  readonly p95: number | undefined;
  readonly p99: number | undefined;
}

const API = 'gatehouse_api_request_duration_seconds';
const TOKENS = 'gatehouse_token_request_duration_seconds';

/** A line for each operation of the APIs and each grant of the token endpoint. */
export function operationLines(samples: readonly Sample[]): OperationLine[] {
  const api = distinct(samples, 'gatehouse_api_requests_total', ['service', 'operation']).map((labels) =>
    lineOf(samples, labels['service'] ?? '', labels['operation'] ?? '', 'gatehouse_api_requests_total', API, labels),
  );
  const tokens = distinct(samples, 'gatehouse_token_requests_total', ['grant']).map((labels) =>
    lineOf(samples, 'oauth', labels['grant'] ?? '', 'gatehouse_token_requests_total', TOKENS, labels),
  );
  return [...tokens, ...api].sort((a, b) => b.requests - a.requests);
}

function lineOf(
  samples: readonly Sample[],
  service: string,
  operation: string,
  counter: string,
  histogram: string,
  labels: Readonly<Record<string, string>>,
): OperationLine {
  const requests = sumOf(samples, counter, labels);
  const answered = select(samples, counter, labels).filter((each) => isSuccess(each.labels['code'] ?? ''));
  return {
    id: `${service} ${operation}`,
    service,
    operation,
    requests,
    errors: requests - answered.reduce((sum, { value }) => sum + value, 0),
    p50: percentileOf(samples, histogram, labels, 0.5),
    p95: percentileOf(samples, histogram, labels, 0.95),
    p99: percentileOf(samples, histogram, labels, 0.99),
  };
}

/** Success is counted by its status or by a word of its own; everything else is an error's name or status. */
export function isSuccess(code: string): boolean {
  return /^[23]\d\d$/.test(code) || code === 'ok' || code === 'OK';
}

/** The values that some labels of a series have together. */
function distinct(samples: readonly Sample[], name: string, labels: readonly string[]): Record<string, string>[] {
  const found = new Map<string, Record<string, string>>();
  for (const sample of select(samples, name)) {
    const values = Object.fromEntries(labels.map((label) => [label, sample.labels[label] ?? '']));
    found.set(JSON.stringify(values), values);
  }
  return [...found.values()];
}

/** `42 MB`; `-` where it is not known. */
export function megabytes(bytes: number | undefined): string {
  return bytes === undefined || bytes < 0 ? '-' : `${Math.round(bytes / 2 ** 20)} MB`;
}

/** `0.4 ms`, `1.2 s`; `-` where nothing was measured. */
export function duration(seconds: number | undefined): string {
  if (seconds === undefined) return '-';
  return seconds < 1 ? `${(seconds * 1000).toFixed(1)} ms` : `${seconds.toFixed(1)} s`;
}
