import type { TimeUnitsType, UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';

/** How long tokens last: a number and a unit; hours (refresh: days) where none is given (AC-11, AC-12). */
export type TokenKind = 'AccessToken' | 'IdToken' | 'RefreshToken';
export const UNITS: readonly TimeUnitsType[] = ['seconds', 'minutes', 'hours', 'days'];

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const RANGES: Readonly<Record<TokenKind, readonly [number, number]>> = {
  AccessToken: [300, 86_400],
  IdToken: [300, 86_400],
  RefreshToken: [3_600, 315_360_000],
};
const WORDS: Readonly<Record<TokenKind, string>> = {
  AccessToken: '5 minutes to 1 day.',
  IdToken: '5 minutes to 1 day.',
  RefreshToken: '1 hour to 10 years.',
};

export interface Validity {
  readonly number: string;
  readonly unit: TimeUnitsType;
}

export function validityText(kind: TokenKind): string {
  return WORDS[kind];
}

/** What a client has, with the defaults filled in. */
export function validityOf(client: UserPoolClientType, kind: TokenKind): Validity {
  const number = client[`${kind}Validity`];
  const unit = client.TokenValidityUnits?.[kind];
  if (kind === 'RefreshToken') return { number: String(number || 30), unit: unit ?? 'days' };
  // Cognito's console shows 60 minutes for what the API calls 1 hour.
  return number === undefined ? { number: '60', unit: 'minutes' } : { number: String(number), unit: unit ?? 'hours' };
}

export function secondsOf({ number, unit }: Validity): number {
  return Number(number) * (SECONDS[unit] ?? 0);
}

/** What is wrong with a validity, in words (AC-12). */
export function validityFault(kind: TokenKind, label: string, validity: Validity): string | undefined {
  const [min, max] = RANGES[kind];
  if (!/^\d{1,9}$/.test(validity.number)) return `${label} must be a whole number.`;
  const seconds = secondsOf(validity);
  return seconds < min || seconds > max ? `${label}: ${WORDS[kind]}` : undefined;
}
