import type { Policy } from '../../api/operations';

/** `*` or `service:operation`, as the server reads it. */
const ACTION = /^(\*|[^:\s]+:\S*)$/;
const ENTRY_MAX = 128;

/** What the editor of a policy has; pools are ids, or `*`. */
export interface PolicyDraft {
  readonly isFull: boolean;
  /** One a line. */
  readonly actions: string;
  readonly pools: readonly string[];
}

export function actionsOf(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter((each) => each !== ''))];
}

/** The first line that is no action; undefined where all are. */
export function wrongAction(text: string): string | undefined {
  return actionsOf(text).find((each) => !ACTION.test(each) || each.length > ENTRY_MAX);
}

/** The policy to send; none is everything. */
export function policyOf(draft: PolicyDraft): Policy | undefined {
  if (draft.isFull) return undefined;
  return { Statements: [{ Actions: actionsOf(draft.actions), Pools: [...draft.pools] }] };
}

/** A policy in one line: `Everything`, or its actions and pools. */
export function policyWords(policy: Policy, full: string): string {
  return policy.Statements.map(({ Actions, Pools }) => {
    const isFull = Actions.includes('*') && Pools.includes('*');
    return isFull ? full : `${Actions.join(', ')} on ${Pools.includes('*') ? 'all user pools' : Pools.join(', ')}`;
  }).join('; ');
}
