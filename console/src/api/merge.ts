import { ApiFailure } from './failure';

/** The code of the failure by which [[readMergeWrite]] says that somebody else was faster. */
export const CONFLICT = 'ChangedMeanwhile';

/** Anything that says when it was last changed. */
export interface Dated {
  LastModifiedDate?: Date | undefined;
}

/**
 * Changes a part of an object whose update operation resets what is left out (ui 5.4): reads it, refuses where it was
 * changed since the page was opened, else writes all of it with the change.
 *
 * @param opened what the page showed when it was opened
 * @param read reads the whole object
 * @param write sends the whole object with the change merged into it; what it cannot take (dates, status) left out
 * @throws ApiFailure with code [[CONFLICT]] where somebody else changed it meanwhile; [[FailureAlert]] offers to reload
 */
export async function readMergeWrite<T extends Dated>(
  opened: T,
  read: () => Promise<T>,
  write: (current: T) => Promise<unknown>,
  what: string,
): Promise<void> {
  const current = await read();
  const now = current.LastModifiedDate;
  if (now?.getTime() !== opened.LastModifiedDate?.getTime()) {
    const at = now?.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' }) ?? 'an unknown time';
    throw conflict(`${what} at ${at}`);
  }
  await write(current);
}

/** @param what what somebody else changed, and when, if that is known */
export function conflict(what: string): ApiFailure {
  return new ApiFailure(
    CONFLICT,
    `Someone changed ${what}. Reload to see the change; then make yours again.`,
    undefined,
    undefined,
    '',
    undefined,
  );
}
