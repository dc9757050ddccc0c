// @vitest-environment node
import { exportJWK, generateKeyPair, exportSPKI, SignJWT, type JWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkClaims, checkSignature, decode, duration, pastedKeys, type Decoded, type Keys } from './jwt';

const NOW = new Date('2026-11-26T12:00:00Z');
const EXP = NOW.getTime() / 1000 + 3600;
let token: string;
let decoded: Decoded;
let publicKey: JWK;
let pem: string;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  publicKey = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' };
  pem = await exportSPKI(pair.publicKey);
  token = await new SignJWT({ scope: 'api/read api/write', token_use: 'access', client_id: 'c1', exp: EXP, iss: 'https://i' })
    .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
    .sign(pair.privateKey);
  decoded = decode(token) as Decoded;
});

const set = (): Keys => ({ kind: 'jwks', set: { keys: [publicKey] } });

describe('the signature', () => {
  it('is verified against a key set and a PEM', async () => {
    expect((await checkSignature(token, decoded, set())).result).toBe('ok');
    expect((await checkSignature(token, decoded, pastedKeys(pem) as Keys)).result).toBe('ok');
  });

  it('is red where one character was changed (TT-4)', async () => {
    const [header = '', payload = '', signature = ''] = token.split('.');
    const other = payload.startsWith('eyJzY') ? `eyJzZ${payload.slice(5)}` : `f${payload.slice(1)}`;
    const changed = [header, other, signature].join('.');
    const check = await checkSignature(changed, decoded, set());
    expect(check).toMatchObject({ result: 'failed' });
    expect(check.text).toContain('signature is wrong');
  });

  it('is red where no key has the kid, and unknown where there are no keys', async () => {
    const others: Keys = { kind: 'jwks', set: { keys: [{ ...publicKey, kid: 'k2' }] } };
    expect((await checkSignature(token, decoded, others)).text).toContain('kid');
    expect((await checkSignature(token, decoded, { kind: 'none', why: 'no key' })).result).toBe('unknown');
  });

  it('is red without an algorithm', async () => {
    const none = { ...decoded, header: { alg: 'none' } };
    expect((await checkSignature(token, none, set())).result).toBe('failed');
  });
});

describe('the claims', () => {
  const all = { issuer: 'https://i', clientId: 'c1', scopes: ['api/read'] };

  it('are all green for what was asked for (TT-1)', () => {
    const checks = checkClaims(decoded, all, NOW);
    expect(checks.map(({ id, result }) => [id, result])).toEqual([
      ['issuer', 'ok'],
      ['expiry', 'ok'],
      ['token_use', 'ok'],
      ['client', 'ok'],
      ['scopes', 'ok'],
    ]);
    expect(checks[1]?.text).toBe('Expires in 1 hour.');
  });

  it('name what is missing or of another', () => {
    const failed = checkClaims(decoded, { issuer: 'https://o', clientId: 'c2', scopes: ['api/admin'] }, NOW).filter(
      ({ result }) => result === 'failed',
    );
    expect(failed.map(({ id }) => id)).toEqual(['issuer', 'client', 'scopes']);
    expect(failed[2]?.text).toBe('Not granted: api/admin.');
  });

  it('say how long a token has been expired (TT-7)', () => {
    const later = new Date((EXP + 180) * 1000);
    expect(checkClaims(decoded, {}, later)[0]).toEqual({ id: 'expiry', result: 'failed', text: 'Expired 3 minutes ago.' });
  });
});

describe('what is pasted', () => {
  it('may be no token at all', () => {
    expect(decode('abc')).toBeUndefined();
    expect(decode('a.b.c')).toBeUndefined();
  });

  it('may be a JWK, a set or PEM as key', () => {
    expect(pastedKeys(JSON.stringify(publicKey))?.kind).toBe('jwks');
    expect(pastedKeys(JSON.stringify({ keys: [publicKey] }))?.kind).toBe('jwks');
    expect(pastedKeys('{}')).toBeUndefined();
    expect(pastedKeys('hello')).toBeUndefined();
  });
});

describe('durations', () => {
  it('have two units at most', () => {
    expect(duration(3599)).toBe('59 minutes 59 seconds');
    expect(duration(90_000)).toBe('1 day 1 hour');
    expect(duration(0.4)).toBe('0 seconds');
    expect(duration(61)).toBe('1 minute 1 second');
  });
});
