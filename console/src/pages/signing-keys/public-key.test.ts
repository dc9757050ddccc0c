// @vitest-environment node
import { CompactSign, compactVerify, exportJWK, generateKeyPair, importSPKI } from 'jose';
import { expect, test } from 'vitest';
import { pemOf, publicPart } from './public-key';

const pair = await generateKeyPair('RS256', { extractable: true });
const named = { kid: 'k1', alg: 'RS256', use: 'sig' };
const jwk = { ...(await exportJWK(pair.publicKey)), ...named };

test('the PEM of a public key verifies what its private key signed (F1-2)', async () => {
  const pem = await pemOf(jwk);
  const signed = await new CompactSign(new TextEncoder().encode('payload'))
    .setProtectedHeader({ alg: 'RS256' })
    .sign(pair.privateKey);

  expect(pem).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  const { payload } = await compactVerify(signed, await importSPKI(pem, 'RS256'));
  expect(new TextDecoder().decode(payload)).toBe('payload');
});

test('nothing private is ever shown (K-3)', async () => {
  const secret = { ...(await exportJWK(pair.privateKey)), ...named };

  expect(secret).toHaveProperty('d');
  expect(publicPart(secret)).toEqual(jwk);
});
