import type { PasswordPolicyType } from '@aws-sdk/client-cognito-identity-provider';

/** Limits of the service model, in its words (AM-1). */
export const LENGTHS = { min: 6, max: 99 } as const;
export const DAYS = { min: 0, max: 365 } as const;
export const HISTORY = { min: 0, max: 24 } as const;

export interface PolicyDraft {
  readonly length: string;
  readonly uppercase: boolean;
  readonly lowercase: boolean;
  readonly numbers: boolean;
  readonly symbols: boolean;
  readonly days: string;
  readonly history: string;
}

export const KINDS = ['numbers', 'symbols', 'uppercase', 'lowercase'] as const;

export function draftOf(policy: PasswordPolicyType | undefined): PolicyDraft {
  return {
    length: String(policy?.MinimumLength ?? 8),
    uppercase: policy?.RequireUppercase === true,
    lowercase: policy?.RequireLowercase === true,
    numbers: policy?.RequireNumbers === true,
    symbols: policy?.RequireSymbols === true,
    days: String(policy?.TemporaryPasswordValidityDays ?? 7),
    history: String(policy?.PasswordHistorySize ?? 0),
  };
}

export function isWithin(text: string, { min, max }: { readonly min: number; readonly max: number }): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) >= min && Number(text) <= max;
}

/** The policy of a draft whose numbers are right; a history of none is left out, because Lite pools refuse one. */
export function policyOf(draft: PolicyDraft): PasswordPolicyType {
  return {
    MinimumLength: Number(draft.length),
    RequireUppercase: draft.uppercase,
    RequireLowercase: draft.lowercase,
    RequireNumbers: draft.numbers,
    RequireSymbols: draft.symbols,
    TemporaryPasswordValidityDays: Number(draft.days),
    ...(Number(draft.history) === 0 ? {} : { PasswordHistorySize: Number(draft.history) }),
  };
}

/** Whether a FROM is an address, or a name with one: `Example <no-reply@example.com>`; as the server reads it. */
export function isSender(from: string): boolean {
  const address = /^[^<>]*<([^<>]*)>\s*$/.exec(from)?.[1] ?? from;
  return /^[^\s@<>]+@[^\s@<>]+$/.test(address);
}
