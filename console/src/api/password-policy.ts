import type { PasswordPolicyType } from '@aws-sdk/client-cognito-identity-provider';

/** What counts as a symbol: all punctuation of ASCII, and the space (users §2.10). */
const SYMBOLS = '^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+- ';

/** Letters, digits and symbols that are not taken for one another; those of the server's own temporary passwords. */
const KINDS = ['ABCDEFGHJKMNPQRSTUVWXYZ', 'abcdefghjkmnpqrstuvwxyz', '23456789', '!#$%*+-=?@_'] as const;
const MADE_LENGTH_MIN = 12;
const LENGTH_DEFAULT = 8;

interface Demand {
  readonly words: string;
  readonly isMet: (password: string) => boolean;
}

/** What a policy asks of a password, each in words; letters and digits beyond ASCII count as none (users §2.10). */
export function demandsOf(policy: PasswordPolicyType | undefined): Demand[] {
  const length = policy?.MinimumLength ?? LENGTH_DEFAULT;
  const demands: [boolean | undefined, string, (password: string) => boolean][] = [
    [true, `at least ${length} characters`, (password) => [...password].length >= length],
    [policy?.RequireUppercase, 'an uppercase letter', (password) => /[A-Z]/.test(password)],
    [policy?.RequireLowercase, 'a lowercase letter', (password) => /[a-z]/.test(password)],
    [policy?.RequireNumbers, 'a number', (password) => /[0-9]/.test(password)],
    [policy?.RequireSymbols, 'a special character', (password) => [...SYMBOLS].some((each) => password.includes(each))],
  ];
  return demands.filter(([asked]) => asked === true).map(([, words, isMet]) => ({ words, isMet }));
}

/** What a password lacks, in words; none where it would be taken. */
export function lacks(policy: PasswordPolicyType | undefined, password: string): string[] {
  return demandsOf(policy)
    .filter(({ isMet }) => !isMet(password))
    .map(({ words }) => words);
}

/** The policy in one sentence: "At least 8 characters, an uppercase letter, a number." */
export function policyText(policy: PasswordPolicyType | undefined): string {
  const words = demandsOf(policy)
    .map(({ words: each }) => each)
    .join(', ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** A check for [[useForm]]. */
export function passwordRule(policy: PasswordPolicyType | undefined, label: string) {
  return (password: string): string | undefined => {
    if (password === '') return `${label} is required.`;
    if (/\s/.test(password)) return `${label} may not have spaces.`;
    const missing = lacks(policy, password);
    return missing.length === 0 ? undefined : `${label} needs ${missing.join(', ')}.`;
  };
}

/**
 * A temporary password that a policy takes whatever it asks for, where nobody else tells the user one.
 *
 * @param random fills it with random numbers
 */
export function makePassword(
  policy: PasswordPolicyType | undefined,
  random: (numbers: Uint32Array<ArrayBuffer>) => Uint32Array = (numbers) => crypto.getRandomValues(numbers),
): string {
  const length = Math.max(MADE_LENGTH_MIN, policy?.MinimumLength ?? LENGTH_DEFAULT);
  const alphabet = KINDS.join('');
  for (;;) {
    // Of 2^32 numbers the last few are left out, so that every character is equally likely.
    const fair = Math.floor(2 ** 32 / alphabet.length) * alphabet.length;
    const drawn = [...random(new Uint32Array(2 * length))].filter((number) => number < fair).slice(0, length);
    const password = drawn.map((number) => alphabet.charAt(number % alphabet.length)).join('');
    if (password.length === length && KINDS.every((kind) => [...kind].some((each) => password.includes(each)))) {
      return password;
    }
  }
}
