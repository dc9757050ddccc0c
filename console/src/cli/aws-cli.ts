import { CLI_NAMES } from '../../target/generated/cli-names';
import { MEMBERS } from '../../target/generated/members';

/** The command of the AWS CLI that makes a call. Option names are botocore's, quotes those of a POSIX shell. */
export function awsCli(operation: string, input: object): string {
  const kinds = MEMBERS[operation] ?? {};
  const words = [`aws cognito-idp ${CLI_NAMES[operation] ?? operation}`];
  const literal: Record<string, unknown> = {};
  for (const [member, value] of Object.entries(input)) {
    if (value === undefined) continue;
    if (kinds[member] === 's' && isAddress(String(value))) literal[member] = value;
    else words.push(option(`--${CLI_NAMES[member] ?? member}`, kinds[member] ?? 'j', value));
  }
  if (Object.keys(literal).length > 0) words.push(`--cli-input-json ${quote(json(literal))}`);
  return words.join(' \\\n  ');
}

/** Older versions of the CLI would put what is there in the place of a word that is an address or names a file. */
function isAddress(word: string): boolean {
  return /^(https?|fileb?):\/\//.test(word);
}

function option(name: string, kind: string, value: unknown): string {
  if (kind === 'b') return value === true ? name : name.replace(/^--/, '--no-');
  if (kind === 'l' && Array.isArray(value) && value.length > 0) {
    const items = value.map(String);
    // The CLI would take a word that begins like JSON for JSON, and one with a dash for an option.
    if (items.every((item) => /^[^[{-]/.test(item) && !isAddress(item))) return `${name} ${items.map(quote).join(' ')}`;
  }
  if (kind === 's') {
    const written = String(value);
    // So that a value that begins with a dash is not taken for an option.
    return written.startsWith('-') ? `${name}=${quote(written)}` : `${name} ${quote(written)}`;
  }
  return `${name} ${quote(json(value))}`;
}

function json(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    each instanceof Uint8Array ? btoa(String.fromCharCode(...each)) : each,
  );
}

/** A word of a shell, in single quotes where it needs them. */
export function quote(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
