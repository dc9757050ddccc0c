import type { Claims } from '../../api/operations';

/** A claim as it is edited. */
export interface Claim {
  readonly name: string;
  readonly type: ClaimType;
  /** `true` or `false` for yes/no, one entry a line for a list. */
  readonly value: string;
}

export type ClaimType = 'text' | 'number' | 'yes-no' | 'list';
export const CLAIM_TYPES: readonly { readonly value: ClaimType; readonly label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Whole number' },
  { value: 'yes-no', label: 'Yes or no' },
  { value: 'list', label: 'List of texts' },
];

const NAME_MAX = 128;
const TEXT_MAX = 2048;
const LIST_MAX = 50;

export function claimsOf(claims: Claims): Claim[] {
  return Object.entries(claims).map(([name, value]): Claim => {
    if (typeof value === 'string') return { name, type: 'text', value };
    if (typeof value === 'number') return { name, type: 'number', value: String(value) };
    if (typeof value === 'boolean') return { name, type: 'yes-no', value: String(value) };
    return { name, type: 'list', value: value.join('\n') };
  });
}

export function toClaims(claims: readonly Claim[]): Claims {
  return Object.fromEntries(claims.map((claim) => [claim.name, valueOf(claim)]));
}

function valueOf({ type, value }: Claim): string | number | boolean | string[] {
  switch (type) {
    case 'text':
      return value;
    case 'number':
      return Number(value);
    case 'yes-no':
      return value === 'true';
    case 'list':
      return entriesOf(value);
  }
}

function entriesOf(lines: string): string[] {
  return lines.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/** What is wrong with each claim; which names are reserved the server says. */
export function claimFaults(claims: readonly Claim[]): { name: string | undefined; value: string | undefined }[] {
  return claims.map((claim, at) => ({ name: nameFault(claims, at), value: valueFault(claim) }));
}

function nameFault(claims: readonly Claim[], at: number): string | undefined {
  const name = claims[at]?.name ?? '';
  if (name === '') return 'A claim needs a name.';
  if (name.length > NAME_MAX) return `A name may have at most ${NAME_MAX} characters.`;
  return claims.findIndex((other) => other.name === name) === at ? undefined : 'Each claim may be there once.';
}

function valueFault({ type, value }: Claim): string | undefined {
  switch (type) {
    case 'text':
      return value.length > TEXT_MAX ? `A text may have at most ${TEXT_MAX} characters.` : undefined;
    case 'number':
      // Beyond that a browser cannot write the number that was typed.
      return /^-?\d+$/.test(value) && Number.isSafeInteger(Number(value)) ? undefined : 'Enter a whole number.';
    case 'yes-no':
      return undefined;
    case 'list': {
      const entries = entriesOf(value);
      if (entries.length > LIST_MAX) return `A list may have at most ${LIST_MAX} entries.`;
      return entries.some((entry) => entry.length > TEXT_MAX)
        ? `An entry may have at most ${TEXT_MAX} characters.`
        : undefined;
    }
  }
}
