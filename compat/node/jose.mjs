// jose against our key set: accepts our token, refuses every forgery, a token past its time and one of another pool.
import assert from 'node:assert/strict';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { forgeries } from './forgery.mjs';
import { check, refuses, required } from './harness.mjs';
import { keyOf, machinePool, machineToken, server } from './machines.mjs';

const pool = required(await check('a pool, a client and a token', () => machinePool('jose-one')), 'a pool');
const token = required(await check('the client gets a token', () => machineToken(pool)), 'a token');
const issuer = `${server}/${pool.poolId}`;
const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`), { cooldownDuration: 0, timeoutDuration: 120_000 });
const verify = (jwt, options = {}) => jwtVerify(jwt, keys, { issuer, algorithms: ['RS256'], ...options });

await check('jwtVerify accepts it with issuer and subject', async () => {
  const { payload, protectedHeader } = await verify(token, { subject: pool.clientId });
  assert.equal(protectedHeader.alg, 'RS256');
  assert.equal(payload.scope, 'transactions/get transactions/post');
  assert.equal(payload.token_use, 'access');
});
await check('the header has no member beside kid and alg', () =>
  assert.deepEqual(Object.keys(decodeProtectedHeader(token)), ['kid', 'alg']));

const other = await machinePool('jose-two');
await refuses('JW-12 the token of another pool', async () => verify(await machineToken(other)));
await refuses('JW-10 a token past its time', () => verify(token, { currentDate: new Date(Date.now() + 2 * 3600_000) }), {
  code: 'ERR_JWT_EXPIRED',
});
for (const [name, forgery] of Object.entries(forgeries(token, await keyOf(token, pool.poolId)))) {
  await refuses(name, () => verify(forgery));
}
