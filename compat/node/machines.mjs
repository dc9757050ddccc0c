// The pool that the token suites share: a domain, a resource server with two scopes and a confidential client, made with
// the AWS SDK as `gatehouse env` sets it up; and the plain token request.
import {
  CognitoIdentityProviderClient,
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
} from '@aws-sdk/client-cognito-identity-provider';

export const server = process.env.GATEHOUSE_URL;
export const cognito = new CognitoIdentityProviderClient({});

/** Makes a pool for machines; `prefix` is its domain. */
export async function machinePool(prefix) {
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: prefix }));
  const UserPoolId = UserPool.Id;
  await cognito.send(new CreateUserPoolDomainCommand({ UserPoolId, Domain: prefix }));
  await cognito.send(
    new CreateResourceServerCommand({
      UserPoolId,
      Identifier: 'transactions',
      Name: 'transactions',
      Scopes: ['get', 'post'].map((name) => ({ ScopeName: name, ScopeDescription: `${name} transactions` })),
    }),
  );
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'machine',
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: ['transactions/get', 'transactions/post'],
      AllowedOAuthFlowsUserPoolClient: true,
    }),
  );
  const { ClientId, ClientSecret } = UserPoolClient;
  return { poolId: UserPoolId, prefix, clientId: ClientId, clientSecret: ClientSecret };
}

/** A token of the pool's client by HTTP Basic, with all its scopes. */
export async function machineToken({ prefix, clientId, clientSecret }) {
  const answer = await fetch(`${server}/domains/${prefix}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  if (!answer.ok) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).access_token;
}

/** The pool's keys as plain JSON. */
export async function keySet(poolId) {
  return (await fetch(`${server}/${poolId}/.well-known/jwks.json`)).json();
}

/** The public key that signed the token. */
export async function keyOf(token, poolId) {
  const { kid } = JSON.parse(Buffer.from(token.split('.')[0], 'base64url').toString());
  return (await keySet(poolId)).keys.find((key) => key.kid === kid);
}
