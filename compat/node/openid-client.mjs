// openid-client: discovery, the client-credentials grant with the secret in the header and in the body, and its refusals.
import assert from 'node:assert/strict';
import * as client from 'openid-client';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { tampered } from './forgery.mjs';
import { check, refuses, required } from './harness.mjs';
import { machinePool, server } from './machines.mjs';

const pool = required(await check('a pool, a client', () => machinePool('openid-one')), 'a pool');
const issuer = `${server}/${pool.poolId}`;
const discover = (from, secret, authentication) =>
  client.discovery(new URL(from), pool.clientId, secret, authentication, { execute: [client.allowInsecureRequests] });

const config = required(
  await check('discovery finds the endpoints', async () => {
    const found = await discover(issuer, pool.clientSecret, client.ClientSecretBasic(pool.clientSecret));
    const { issuer: named, token_endpoint, jwks_uri } = found.serverMetadata();
    assert.equal(named, issuer);
    assert.equal(jwks_uri, `${issuer}/.well-known/jwks.json`);
    assert.equal(token_endpoint, `${server}/domains/${pool.prefix}/oauth2/token`);
    return found;
  }),
  'discovery',
);

const keys = () => createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri), { timeoutDuration: 120_000 });
const token = await check('the grant with HTTP Basic gives a token with the scope asked for', async () => {
  const answer = await client.clientCredentialsGrant(config, { scope: 'transactions/post' });
  // Not expiresIn(), which counts down from when the answer came.
  assert.deepEqual([answer.token_type, answer.expires_in], ['bearer', 3600]);
  assert.deepEqual(Object.keys(answer), ['access_token', 'expires_in', 'token_type']);
  return answer.access_token;
});
await check('the grant with the secret in the body gives one with all scopes', async () => {
  const posting = await discover(issuer, pool.clientSecret, client.ClientSecretPost(pool.clientSecret));
  const answer = await client.clientCredentialsGrant(posting);
  const { payload } = await jwtVerify(answer.access_token, keys(), { issuer });
  assert.equal(payload.scope, 'transactions/get transactions/post');
});
await check('the discovered key set verifies the token', async () => {
  const { payload } = await jwtVerify(token, keys(), { issuer });
  assert.deepEqual([payload.sub, payload.scope], [pool.clientId, 'transactions/post']);
});

await refuses('a scope that the client may not use', () => client.clientCredentialsGrant(config, { scope: 'transactions/delete' }), {
  name: 'ResponseBodyError',
  error: 'invalid_scope',
  status: 400,
});
for (const [place, authentication] of [['header', client.ClientSecretBasic('wrong')], ['body', client.ClientSecretPost('wrong')]]) {
  await refuses(
    `a wrong secret in the ${place}`,
    async () => client.clientCredentialsGrant(await discover(issuer, 'wrong', authentication)),
    { name: 'ResponseBodyError', error: 'invalid_client', status: 400 },
  );
}
await refuses('a grant that is not built', () => client.genericGrantRequest(config, 'password', { username: 'a', password: 'b' }), {
  error: 'unsupported_grant_type',
});
await refuses('JW-26 an issuer asked for under another name', () => discover(issuer.replace('localhost', '127.0.0.1'), pool.clientSecret), {
  code: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
});
await refuses('JW-04 a tampered token', () =>
  jwtVerify(tampered(token), keys(), { issuer }));
