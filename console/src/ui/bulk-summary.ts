import type { ApiFailure } from '../api/failure';

/** What became of many writes, one after the other. */
export interface BulkResult {
  readonly done: number;
  readonly failed: readonly { readonly name: string; readonly failure: ApiFailure }[];
  /** Not tried, because the server stopped answering. */
  readonly left: number;
}

const FAILURES_NAMED = 10;

/** The summary, a line for each of the first failures. */
export function bulkSummary(done: string, { done: count, failed, left }: BulkResult): string[] {
  const all = count + failed.length + left;
  const more = failed.length - FAILURES_NAMED;
  return [
    `${count} of ${all} ${done}.`,
    ...failed.slice(0, FAILURES_NAMED).map(({ name, failure }) => `${name}: ${failure.code}: ${failure.message}`),
    ...(more > 0 ? [`${more} more failed.`] : []),
    ...(left > 0 ? [`${left} were not tried, because the server does not answer.`] : []),
  ];
}
