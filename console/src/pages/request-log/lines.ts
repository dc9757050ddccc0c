import type { LoggedRequest } from '../../api/operations';

const MICROS_PER_MILLI = 1000;

/** What was asked: the operation, or method and path. */
export function whatOf({ Operation, Method, Path }: LoggedRequest): string {
  return Operation === undefined || Operation === '' ? `${Method} ${Path}` : `${Operation} (${Method} ${Path})`;
}

/** `0.4 ms`, `12 ms`, `1.2 s` */
export function durationOf({ DurationMicros }: Pick<LoggedRequest, 'DurationMicros'>): string {
  const millis = DurationMicros / MICROS_PER_MILLI;
  if (millis < 10) return `${millis.toFixed(1)} ms`;
  return millis < MICROS_PER_MILLI ? `${Math.round(millis)} ms` : `${(millis / MICROS_PER_MILLI).toFixed(1)} s`;
}

/** One JSON object a line, oldest first as in a log. */
export function jsonLines(requests: readonly LoggedRequest[]): string {
  return [...requests].reverse().map((request) => `${JSON.stringify(request)}\n`).join('');
}

export type Fix = 'clientCreate' | 'domain' | 'loginPages' | 'resourceServers';

/** The server's reasons name the operation or setting that mends it (F3-1); here, the page that has it. */
const FIXES: readonly (readonly [RegExp, Fix])[] = [
  [/GenerateSecret/, 'clientCreate'],
  [/AllowedOAuthFlows|AllowedOAuthScopes/, 'loginPages'],
  [/CreateResourceServer|No resource server/, 'resourceServers'],
  [/CreateUserPoolDomain/, 'domain'],
];

export function fixOf(reason: string): Fix | undefined {
  return FIXES.find(([words]) => words.test(reason))?.[1];
}
