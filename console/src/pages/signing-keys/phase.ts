import type { SigningKey } from '../../api/operations';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * What a key does now, and what comes next, in words (ui 8.13).
 *
 * @param now seconds since 1970
 */
export function phaseOf(key: SigningKey, now: number): string {
  const { Status, ActivationDate, RetirementDate } = key;
  switch (Status) {
    case 'NEXT':
      return `Published; signs in ${span(ActivationDate - now)}.`;
    case 'SIGNING':
      return RetirementDate === undefined
        ? 'Signs new tokens.'
        : `Signs new tokens; leaves the JWKS in ${span(RetirementDate - now)}.`;
    case 'PUBLISHED':
      return RetirementDate === undefined
        ? 'Signs no more; verifies the tokens that it signed.'
        : `Signs no more; verifies the tokens that it signed, and leaves the JWKS in ${span(RetirementDate - now)}.`;
  }
}

/** `2 hours` */
export function span(seconds: number): string {
  if (seconds < MINUTE) return 'less than a minute';
  const [unit, name] = seconds < HOUR ? [MINUTE, 'minute'] : seconds < DAY ? [HOUR, 'hour'] : [DAY, 'day'];
  const count = Math.round(Number(seconds) / Number(unit));
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
