// aws-jwt-verify with the settings its users have for Cognito, against a server whose issuer is AWS's own: only the fetching
// of the key set is led to this server. Accepts our token, refuses every forgery (JW-30).
import assert from 'node:assert/strict';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { aws, jwksCache } from './aws-issuer.mjs';
import { forgeries } from './forgery.mjs';
import { atTime, check, refuses, required } from './harness.mjs';
import { keyOf, keySet, machinePool, machineToken } from './machines.mjs';

const asked = [];

const pool = required(await check('a pool, a client', () => machinePool('verify-one')), 'a pool');
const token = required(await check('the client gets a token', () => machineToken(pool)), 'a token');
const settings = { userPoolId: pool.poolId, tokenUse: 'access', clientId: pool.clientId };
const verifier = CognitoJwtVerifier.create(settings, { jwksCache: jwksCache(asked) });

await check('CognitoJwtVerifier accepts it', async () => {
  const payload = await verifier.verify(token);
  assert.equal(payload.iss, `${aws}/${pool.poolId}`);
  assert.equal(payload.client_id, pool.clientId);
  assert.deepEqual(asked, [`${aws}/${pool.poolId}/.well-known/jwks.json`]);
});
await check('it accepts the scope that the token has', () => verifier.verify(token, { scope: 'transactions/post' }));
await check('its synchronous form accepts it with keys loaded ahead', async () => {
  const ahead = CognitoJwtVerifier.create(settings);
  ahead.cacheJwks(await keySet(pool.poolId));
  assert.equal(ahead.verifySync(token).sub, pool.clientId);
});

await refuses('a scope that the token lacks', () => verifier.verify(token, { scope: 'transactions/delete' }), { name: 'Error' });
await refuses('the client id of somebody else', () => verifier.verify(token, { clientId: 'somebody' }), { name: 'Error' });
await refuses('JW-11 an access token where an ID token is asked for', () => verifier.verify(token, { tokenUse: 'id' }), { name: 'Error' });
const other = await machinePool('verify-two');
await refuses('JW-12 the token of another pool', async () => verifier.verify(await machineToken(other)));
await refuses('JW-10 a token past its time', () => atTime(Date.now() + 2 * 3600_000, () => verifier.verify(token)), {
  message: /Token expired at/,
});
for (const [name, forgery] of Object.entries(forgeries(token, await keyOf(token, pool.poolId)))) {
  await refuses(name, () => verifier.verify(forgery));
}
