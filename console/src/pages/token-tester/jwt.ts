import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader, importSPKI, type JSONWebKeySet, type JWK } from 'jose';

/** A token taken apart; nothing of it is believed yet. */
export interface Decoded {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Undefined where the text is no JWT. */
export function decode(token: string): Decoded | undefined {
  try {
    return { header: { ...decodeProtectedHeader(token) }, payload: decodeJwt(token) };
  } catch {
    return undefined;
  }
}

/** The outcome of one check; `unknown` where it could not be made. */
export interface Check {
  readonly id: 'signature' | 'issuer' | 'expiry' | 'token_use' | 'client' | 'scopes';
  readonly result: 'ok' | 'failed' | 'unknown';
  readonly text: string;
}

export type Keys =
  | { readonly kind: 'jwks'; readonly set: JSONWebKeySet }
  | { readonly kind: 'pem'; readonly pem: string }
  | { readonly kind: 'none'; readonly why: string };

const ALGORITHMS = ['RS256', 'ES256', 'PS256', 'EdDSA'];

/** Only secure contexts have it: HTTPS, and HTTP on localhost (ui 4.6). */
export function canVerify(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** Verifies the signature in the browser; nothing is sent. */
export async function checkSignature(token: string, { header }: Decoded, keys: Keys): Promise<Check> {
  const check = (result: Check['result'], text: string): Check => ({ id: 'signature', result, text });
  if (keys.kind === 'none') return check('unknown', keys.why);
  if (!canVerify()) {
    return check(
      'unknown',
      'Not checked: browsers offer crypto.subtle on HTTPS and localhost only. Use ./gatehouse jwt verify instead.',
    );
  }
  const algorithm = String(header['alg'] ?? '');
  if (!ALGORITHMS.includes(algorithm)) return check('failed', `Algorithm ${algorithm || '(none)'} is not accepted.`);
  try {
    if (keys.kind === 'pem') await compactVerify(token, await importSPKI(keys.pem, algorithm), { algorithms: [algorithm] });
    else await compactVerify(token, createLocalJWKSet(keys.set), { algorithms: [algorithm] });
    return check('ok', `Signature verified (${algorithm}, key ${String(header['kid'] ?? 'without kid')}).`);
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === 'ERR_JWKS_NO_MATCHING_KEY') return check('failed', 'No key of the issuer has this kid.');
    return code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'
      ? check('failed', 'The signature is wrong: the token was changed, or another key signed it.')
      : check('failed', error instanceof Error ? error.message : String(error));
  }
}

/** What a pasted key is: a JWK, a set of them, or PEM. Undefined where it is none. */
export function pastedKeys(text: string): Keys | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith('-----BEGIN PUBLIC KEY-----')) return { kind: 'pem', pem: trimmed };
  try {
    const parsed = JSON.parse(trimmed) as { keys?: JWK[] } & JWK;
    if (Array.isArray(parsed.keys)) return { kind: 'jwks', set: { keys: parsed.keys } };
    return typeof parsed.kty === 'string' ? { kind: 'jwks', set: { keys: [parsed] } } : undefined;
  } catch {
    return undefined;
  }
}

/** What the token should be. */
export interface Expected {
  readonly issuer?: string;
  readonly clientId?: string;
  /** Those that were asked for; empty where all were. */
  readonly scopes?: readonly string[];
}

/** The checks that need no key. */
export function checkClaims({ payload }: Decoded, expected: Expected, now: Date): Check[] {
  const checks: Check[] = [];
  const { issuer, clientId, scopes } = expected;
  const add = (id: Check['id'], isOk: boolean, ok: string, failed: string) =>
    checks.push({ id, result: isOk ? 'ok' : 'failed', text: isOk ? ok : failed });
  const text = (name: string) => (typeof payload[name] === 'string' ? payload[name] : '');

  if (issuer !== undefined) {
    add('issuer', text('iss') === issuer, `Issued by ${issuer}.`, `Issued by ${text('iss') || 'nobody'}, not by ${issuer}.`);
  }
  checks.push(checkExpiry(payload['exp'], now));
  const use = text('token_use');
  add('token_use', use === 'access' || use === 'id', `token_use is ${use}.`, `token_use is ${use || 'missing'}; Cognito's tokens have access or id.`);
  if (clientId !== undefined) {
    const of = text('client_id') || text('aud');
    add('client', of === clientId, `Issued to this app client, ${clientId}.`, `Issued to ${of || 'nobody'}, not to ${clientId}.`);
  }
  if (scopes !== undefined) {
    const granted = text('scope').split(' ');
    const missing = scopes.filter((scope) => !granted.includes(scope));
    add('scopes', missing.length === 0, 'All requested scopes are granted.', `Not granted: ${missing.join(', ')}.`);
  }
  return checks;
}

function checkExpiry(exp: unknown, now: Date): Check {
  if (typeof exp !== 'number') return { id: 'expiry', result: 'failed', text: 'It has no time of expiry.' };
  const seconds = exp - now.getTime() / 1000;
  return seconds > 0
    ? { id: 'expiry', result: 'ok', text: `Expires in ${duration(seconds)}.` }
    : { id: 'expiry', result: 'failed', text: `Expired ${duration(-seconds)} ago.` };
}

/** `59 minutes 3 seconds`, `3 minutes`: two units at most. */
export function duration(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = [
    [Math.floor(whole / 86_400), 'day'],
    [Math.floor(whole / 3600) % 24, 'hour'],
    [Math.floor(whole / 60) % 60, 'minute'],
    [whole % 60, 'second'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return '0 seconds';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`)
    .join(' ');
}
