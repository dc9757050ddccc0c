// What the suites of users share: a pool as an application has it, its public client, and the codes that it sends, read
// as an administrator reads them: from the inbox.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createRemoteJWKSet, jwtVerify } from 'jose';

const run = promisify(execFile);

export const server = process.env.GATEHOUSE_URL;
export const cognito = new CognitoIdentityProviderClient({});
export const PASSWORD = 'Correct-horse-battery-1';
export const OTHER_PASSWORD = 'Correct-horse-battery-2';

/** A pool whose users sign up by themselves and prove their e-mail address, and a client without a secret. */
export async function userPool(PoolName, client = {}, names = { AliasAttributes: ['email'] }) {
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName, AutoVerifiedAttributes: ['email'], ...names }));
  return appClient(UserPool.Id, client);
}

/** A client of the pool for those flows that a user may ask for; the settings may ask for others, or for a secret. */
export async function appClient(UserPoolId, settings = {}) {
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'app',
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      ...settings,
    }),
  );
  return { poolId: UserPoolId, clientId: UserPoolClient.ClientId, clientSecret: UserPoolClient.ClientSecret };
}

/** The code of the newest message to that address. */
export async function newestCode(poolId, to) {
  const { stdout } = await run(`${process.env.ROOT}/gatehouse`, [
    'inbox', '--data', process.env.GATEHOUSE_DATA_FOLDER, '--pool', poolId, '--to', to, '--code',
  ]);
  return stdout.trim();
}

/** A user whom an administrator has made, with a temporary password. */
export async function invite(UserPoolId, Username, email, TemporaryPassword) {
  await cognito.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username,
      TemporaryPassword,
      MessageAction: 'SUPPRESS',
      UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }],
    }),
  );
}

/** The payload of a token that the pool's keys have signed, for that issuer and, of ID tokens, that audience. */
export async function verified(token, poolId, expected) {
  const keys = createRemoteJWKSet(new URL(`${server}/${poolId}/.well-known/jwks.json`), { timeoutDuration: 120_000 });
  return (await jwtVerify(token, keys, expected)).payload;
}

/** The payload of a token, unverified. */
export const claims = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());

/** Another token: the last two characters hold one byte, which is what one would write over it in 1 of 256 tokens. */
export const alteredToken = (token) => `${token.slice(0, -5)}${token.at(-5) === 'A' ? 'B' : 'A'}${token.slice(-4)}`;

/** Six digits that are not those. */
export const otherCode = (code) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
