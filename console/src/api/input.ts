import { MEMBERS } from '../../target/generated/members';

/**
 * The members of a described object that an update takes, by the service model: what an update leaves out it resets
 * (ui 5.4), so everything that it knows goes back, and what it does not know (dates, status, the secret) is left out.
 */
export function inputOf(operation: string, described: object): Record<string, unknown> {
  const members = MEMBERS[operation] ?? {};
  return Object.fromEntries(
    Object.entries(described).filter(([name, value]) => name in members && value !== undefined),
  );
}
