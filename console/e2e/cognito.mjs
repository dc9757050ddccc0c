// Cognito's API as a program calls it, for what a suite needs before or compares afterwards.
import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { SignatureV4 } from '@smithy/signature-v4';

/** `cognito(server).CreateUserPool({ PoolName: 'orders' })` */
export function cognito(server, credentials = server.credentials) {
  const client = new sdk.CognitoIdentityProviderClient({ region: 'us-east-1', endpoint: server.url, credentials });
  return new Proxy(
    {},
    { get: (_, operation) => async (input = {}) => client.send(new sdk[`${operation}Command`](input)) },
  );
}

/**
 * An operation of either API, signed and sent as it is given: `{ status, body }`.
 *
 * @param action as in a policy: `gatehouse:ListAuditEvents`
 * @param unsigned headers beyond those of the signature
 */
export async function call(server, credentials, action, input, unsigned = {}) {
  const [service, operation] = action.split(':');
  const region = 'us-east-1';
  const { hostname, port, host } = new URL(server.url);
  const { sha256 } = new sdk.CognitoIdentityProviderClient({ region, credentials }).config;
  const body = JSON.stringify(input);
  const { headers } = await new SignatureV4({ service, region, credentials, sha256 }).sign({
    method: 'POST',
    protocol: 'http:',
    hostname,
    port: Number(port),
    path: '/',
    query: {},
    headers: { host, 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${TARGETS[service]}.${operation}` },
    body,
  });
  const answer = await fetch(`${server.url}/`, { method: 'POST', headers: { ...headers, ...unsigned }, body });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
}

const TARGETS = { 'cognito-idp': 'AWSCognitoIdentityProviderService', gatehouse: 'GatehouseService' };

/** An object without some of its members. */
export function without(object, ...names) {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/** A name that no other suite uses. */
export function unique(name) {
  return `${name}-${Math.random().toString(36).slice(2, 8)}`;
}

/** A pool with a domain, a resource server and a confidential client with its scopes. */
export async function machinePool(server, { identifier = 'api', scopes = ['read', 'write'], withScopes = true } = {}) {
  const api = cognito(server);
  const { UserPool } = await api.CreateUserPool({ PoolName: unique('machines') });
  const pool = UserPool.Id;
  const domain = unique('machines');
  await api.CreateUserPoolDomain({ UserPoolId: pool, Domain: domain });
  await api.CreateResourceServer({
    UserPoolId: pool,
    Identifier: identifier,
    Name: identifier,
    Scopes: scopes.map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName })),
  });
  const { UserPoolClient: client } = await api.CreateUserPoolClient({
    UserPoolId: pool,
    ClientName: unique('billing'),
    GenerateSecret: true,
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: withScopes ? scopes.map((scope) => `${identifier}/${scope}`) : [],
    AllowedOAuthFlowsUserPoolClient: withScopes,
  });
  return { api, pool, name: UserPool.Name, domain, client };
}

/** A token request as a program makes it: `{ status, body }`. */
export async function askToken(server, clientId, secret, scope, path = '/oauth2/token') {
  const answer = await fetch(server.url + path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
}

/** A token's claims. */
export function claims(token) {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
}

export function scopesOf(token) {
  return claims(token).scope.split(' ').sort();
}
