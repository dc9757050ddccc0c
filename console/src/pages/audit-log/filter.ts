/** What the address says is looked for; empty where it is not asked for. */
export interface AuditFilter {
  readonly event: string;
  readonly actor: string;
  readonly pool: string;
  /** Seconds back from now. */
  readonly within: string;
}

const MINUTE = 60;

/**
 * The input of ListAuditEvents.
 *
 * @param now seconds since 1970; the time asked for is that of whole minutes, so that pages of one list belong together
 */
export function requestOf(filter: AuditFilter, now: number) {
  const { event, actor, pool, within } = filter;
  const seconds = Number(within);
  return {
    ...(event === '' ? {} : { EventName: event }),
    ...(actor === '' ? {} : { Actor: actor }),
    ...(pool === '' ? {} : { UserPoolId: pool }),
    ...(seconds > 0 ? { After: Math.floor((now - seconds) / MINUTE) * MINUTE } : {}),
  };
}
