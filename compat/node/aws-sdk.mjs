// AWS SDK for JavaScript 3 through the whole life of a pool for machines: made, read, listed page by page, changed, refused
// with typed errors, deleted. Then a presigned request, and callers who must be refused.
import assert from 'node:assert/strict';
import { Sha256 } from '@aws-crypto/sha256-js';
import {
  AddUserPoolClientSecretCommand,
  CognitoIdentityProviderClient,
  CreateIdentityProviderCommand,
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  DeleteResourceServerCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolClientSecretCommand,
  DeleteUserPoolCommand,
  DeleteUserPoolDomainCommand,
  DescribeResourceServerCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
  GetClientTokenCommand,
  GetUserPoolMfaConfigCommand,
  InvalidOAuthFlowException,
  InvalidParameterException,
  LimitExceededException,
  ListTagsForResourceCommand,
  ListUserPoolClientSecretsCommand,
  NotAuthorizedException,
  ResourceNotFoundException,
  ScopeDoesNotExistException,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateResourceServerCommand,
  UpdateUserPoolClientCommand,
  UpdateUserPoolCommand,
  paginateListResourceServers,
  paginateListUserPoolClients,
  paginateListUserPools,
} from '@aws-sdk/client-cognito-identity-provider';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { SignatureV4 } from '@smithy/signature-v4';
import { check, refuses, required } from './harness.mjs';
import { cognito, machineToken, server } from './machines.mjs';

const call = (command) => cognito.send(command);

/** The call must fail with the SDK's own exception class, and with that message where one is given. */
const fails = (name, command, type, message) =>
  check(name, () =>
    assert.rejects(call(command), (error) => {
      assert.equal(error.constructor, type, `${error.name}: ${error.message}`);
      if (message) assert.equal(error.message, message);
      assert.equal(error.$metadata.httpStatusCode, 400);
      assert.match(error.$metadata.requestId, /^[0-9a-f-]{36}$/);
      return true;
    }),
  );

async function pages(paginator) {
  const all = [];
  for await (const page of paginator) all.push(page);
  return all;
}

async function pools() {
  const made = await check('CreateUserPool gives what was set', async () => {
    const { UserPool } = await call(
      new CreateUserPoolCommand({
        PoolName: 'machines',
        Policies: { PasswordPolicy: { MinimumLength: 12, RequireSymbols: false } },
        UserPoolTags: { team: 'platform' },
        DeletionProtection: 'ACTIVE',
      }),
    );
    assert.match(UserPool.Id, /^us-east-1_[0-9A-Za-z]{9}$/);
    assert.equal(UserPool.Policies.PasswordPolicy.MinimumLength, 12);
    assert.ok(UserPool.CreationDate instanceof Date && Math.abs(UserPool.CreationDate - new Date()) < 60_000);
    return UserPool;
  });
  const UserPoolId = required(made, 'a pool').Id;
  await check('DescribeUserPool gives the same', async () => {
    const { UserPool } = await call(new DescribeUserPoolCommand({ UserPoolId }));
    assert.deepEqual({ ...UserPool, UserPoolTags: undefined }, { ...made, UserPoolTags: undefined });
    assert.deepEqual(UserPool.UserPoolTags, { team: 'platform' });
  });
  await check('ListUserPools turns its pages', async () => {
    for (const PoolName of ['second', 'third']) await call(new CreateUserPoolCommand({ PoolName }));
    const found = await pages(paginateListUserPools({ client: cognito, pageSize: 1 }, {}));
    const names = found.flatMap((page) => page.UserPools.map((pool) => pool.Name));
    assert.deepEqual(names.toSorted(), ['machines', 'second', 'third']);
    assert.ok(found.every((page) => page.UserPools.length <= 1));
  });
  await check('tags are put, read and taken away', async () => {
    const ResourceArn = made.Arn;
    await call(new TagResourceCommand({ ResourceArn, Tags: { stage: 'test' } }));
    assert.deepEqual((await call(new ListTagsForResourceCommand({ ResourceArn }))).Tags, { team: 'platform', stage: 'test' });
    await call(new UntagResourceCommand({ ResourceArn, TagKeys: ['team'] }));
    assert.deepEqual((await call(new ListTagsForResourceCommand({ ResourceArn }))).Tags, { stage: 'test' });
  });
  await check('GetUserPoolMfaConfig says OFF', async () =>
    assert.equal((await call(new GetUserPoolMfaConfigCommand({ UserPoolId }))).MfaConfiguration, 'OFF'));
  await fails(
    'DeleteUserPool minds the protection',
    new DeleteUserPoolCommand({ UserPoolId }),
    InvalidParameterException,
    'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
  );
  await check('UpdateUserPool resets what it leaves out', async () => {
    await call(new UpdateUserPoolCommand({ UserPoolId, PoolName: 'renamed' }));
    const { UserPool } = await call(new DescribeUserPoolCommand({ UserPoolId }));
    assert.deepEqual(
      [UserPool.Name, UserPool.DeletionProtection, UserPool.Policies.PasswordPolicy.MinimumLength],
      ['renamed', 'INACTIVE', 8],
    );
  });
  return UserPoolId;
}

async function resourceServers(UserPoolId) {
  const Identifier = 'https://orders.example.com';
  const Scopes = ['read', 'write'].map((name) => ({ ScopeName: name, ScopeDescription: `${name} orders` }));
  await check('CreateResourceServer and DescribeResourceServer agree', async () => {
    const { ResourceServer } = await call(new CreateResourceServerCommand({ UserPoolId, Identifier, Name: 'Orders', Scopes }));
    const described = await call(new DescribeResourceServerCommand({ UserPoolId, Identifier }));
    assert.deepEqual(described.ResourceServer, ResourceServer);
  });
  await fails(
    'the same identifier twice',
    new CreateResourceServerCommand({ UserPoolId, Identifier, Name: 'Orders' }),
    InvalidParameterException,
    `${Identifier} already exists in user pool ${UserPoolId}.`,
  );
  await check('ListResourceServers turns its pages', async () => {
    for (const name of ['a', 'b']) await call(new CreateResourceServerCommand({ UserPoolId, Identifier: name, Name: name }));
    const found = await pages(paginateListResourceServers({ client: cognito, pageSize: 2 }, { UserPoolId }));
    assert.deepEqual(found.map((page) => page.ResourceServers.length), [2, 1]);
  });
  await check('UpdateResourceServer replaces the scopes', async () => {
    const { ResourceServer } = await call(new UpdateResourceServerCommand({ UserPoolId, Identifier: 'a', Name: 'A', Scopes: Scopes.slice(0, 1) }));
    assert.deepEqual(ResourceServer, { UserPoolId, Identifier: 'a', Name: 'A', Scopes: Scopes.slice(0, 1) });
  });
  await check('DeleteResourceServer', () => call(new DeleteResourceServerCommand({ UserPoolId, Identifier: 'b' })));
  await fails(
    'a deleted resource server is gone',
    new DescribeResourceServerCommand({ UserPoolId, Identifier: 'b' }),
    ResourceNotFoundException,
  );
  return `${Identifier}/read`;
}

async function clients(UserPoolId, scope) {
  const oauth = { AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: [scope], AllowedOAuthFlowsUserPoolClient: true };
  const create = (changes) => new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'machine', ...changes });
  const made = required(
    await check('CreateUserPoolClient makes a confidential client', async () => {
      const { UserPoolClient } = await call(create({ GenerateSecret: true, AccessTokenValidity: 10, TokenValidityUnits: { AccessToken: 'minutes' }, ...oauth }));
      assert.match(UserPoolClient.ClientSecret, /^[0-9a-v]{46,52}$/);
      return UserPoolClient;
    }),
    'a client',
  );
  const { ClientId } = made;
  await check('DescribeUserPoolClient gives the same, the secret too', async () =>
    assert.deepEqual((await call(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))).UserPoolClient, made));
  await check('ListUserPoolClients turns its pages', async () => {
    for (const ClientName of ['b', 'c']) await call(create({ ClientName }));
    const found = await pages(paginateListUserPoolClients({ client: cognito, pageSize: 2 }, { UserPoolId }));
    assert.deepEqual(found.map((page) => page.UserPoolClients.length), [2, 1]);
    assert.deepEqual(Object.keys(found[0].UserPoolClients[0]).toSorted(), ['ClientId', 'ClientName', 'UserPoolId']);
  });
  await check('UpdateUserPoolClient resets what it leaves out and keeps the secret', async () => {
    const { UserPoolClient } = await call(new UpdateUserPoolClientCommand({ UserPoolId, ClientId, ClientName: 'renamed', ...oauth }));
    assert.deepEqual([UserPoolClient.ClientName, UserPoolClient.AccessTokenValidity, UserPoolClient.ClientSecret], ['renamed', undefined, made.ClientSecret]);
  });
  const noSecret = 'client_credentials flow can not be selected if client does not have a client secret.';
  await fails('client_credentials without a secret', create(oauth), InvalidOAuthFlowException, noSecret);
  await fails('an unknown scope', create({ GenerateSecret: true, ...oauth, AllowedOAuthScopes: ['nobody/knows'] }), ScopeDoesNotExistException, 'Invalid scope requested: nobody/knows');
  await fails('a name that is too long', create({ ClientName: 'n'.repeat(129) }), InvalidParameterException);
  const missing = { UserPoolId, ClientId: 'unknownclient' };
  await fails('an unknown client', new DescribeUserPoolClientCommand(missing), ResourceNotFoundException, 'User pool client unknownclient does not exist.');
  return made;
}

async function secrets({ UserPoolId, ClientId, ClientSecret }, prefix) {
  const list = async () => (await call(new ListUserPoolClientSecretsCommand({ UserPoolId, ClientId }))).ClientSecrets;
  const added = required(
    await check('AddUserPoolClientSecret gives a second secret', async () => {
      const { ClientSecretDescriptor } = await call(new AddUserPoolClientSecretCommand({ UserPoolId, ClientId }));
      assert.match(ClientSecretDescriptor.ClientSecretValue, /^[0-9a-v]{46,52}$/);
      return ClientSecretDescriptor;
    }),
    'a second secret',
  );
  await check('both secrets get tokens', async () => {
    for (const clientSecret of [ClientSecret, added.ClientSecretValue]) await machineToken({ prefix, clientId: ClientId, clientSecret });
  });
  await fails('a third secret', new AddUserPoolClientSecretCommand({ UserPoolId, ClientId }), LimitExceededException);
  const [first] = (await check('ListUserPoolClientSecrets shows both without their values', async () => {
    const found = await list();
    assert.deepEqual(found.map((secret) => secret.ClientSecretValue), [undefined, undefined]);
    return found.filter((secret) => secret.ClientSecretId !== added.ClientSecretId);
  })) ?? [];
  await check('DeleteUserPoolClientSecret takes the old one away', async () => {
    await call(new DeleteUserPoolClientSecretCommand({ UserPoolId, ClientId, ClientSecretId: first.ClientSecretId }));
    await assert.rejects(machineToken({ prefix, clientId: ClientId, clientSecret: ClientSecret }), /400 \{"error":"invalid_client"\}/);
    await machineToken({ prefix, clientId: ClientId, clientSecret: added.ClientSecretValue });
  });
  await fails(
    'the last secret stays',
    new DeleteUserPoolClientSecretCommand({ UserPoolId, ClientId, ClientSecretId: added.ClientSecretId }),
    InvalidParameterException,
  );
}

async function domains(UserPoolId, Domain) {
  await check('DescribeUserPoolDomain of a free prefix is empty', async () =>
    assert.deepEqual((await call(new DescribeUserPoolDomainCommand({ Domain }))).DomainDescription, {}));
  await check('CreateUserPoolDomain, then DescribeUserPoolDomain', async () => {
    await call(new CreateUserPoolDomainCommand({ UserPoolId, Domain }));
    const { DomainDescription } = await call(new DescribeUserPoolDomainCommand({ Domain }));
    assert.deepEqual([DomainDescription.UserPoolId, DomainDescription.Status], [UserPoolId, 'ACTIVE']);
  });
  await fails('a prefix that Cognito refuses', new CreateUserPoolDomainCommand({ UserPoolId, Domain: 'Not_A_Prefix' }), InvalidParameterException);
}

async function clientToken(UserPoolId, scope) {
  const { UserPoolClient } = await call(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'direct',
      GenerateSecret: true,
      ExplicitAuthFlows: ['ALLOW_CLIENT_TOKEN_AUTH'],
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: [scope],
      AllowedOAuthFlowsUserPoolClient: true,
    }),
  );
  const { ClientId, ClientSecret: Secret } = UserPoolClient;
  await check('GetClientToken gives a token without any domain', async () => {
    const { ClientAuthenticationResult } = await call(new GetClientTokenCommand({ ClientId, Secret, Scopes: [scope] }));
    assert.deepEqual([ClientAuthenticationResult.ExpiresIn, ClientAuthenticationResult.TokenType], [3600, 'Bearer']);
  });
  await fails('GetClientToken with a wrong secret', new GetClientTokenCommand({ ClientId, Secret: 'wrong' }), NotAuthorizedException, 'Invalid client or secret');
}

async function farewell(UserPoolId, ClientId, Domain) {
  await fails(
    'DeleteUserPool minds the domain',
    new DeleteUserPoolCommand({ UserPoolId }),
    InvalidParameterException,
    'User pool cannot be deleted. It has a domain configured that should be deleted first.',
  );
  await check('everything is deleted in turn', async () => {
    await call(new DeleteUserPoolDomainCommand({ UserPoolId, Domain }));
    await call(new DeleteUserPoolClientCommand({ UserPoolId, ClientId }));
    await call(new DeleteUserPoolCommand({ UserPoolId }));
  });
  await fails('a deleted pool is gone', new DescribeUserPoolCommand({ UserPoolId }), ResourceNotFoundException, `User pool ${UserPoolId} does not exist.`);
}

const accessKeyId = process.env.AWS_ACCESS_KEY_ID;
const ownKey = { accessKeyId, secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY };

const signer = (service, credentials) => new SignatureV4({ service, region: process.env.AWS_REGION, sha256: Sha256, credentials });

/** A request as the signer wants it, for an operation such as `AWSCognitoIdentityProviderService.ListUserPools`. */
function unsignedRequest(target, body) {
  const { hostname, port, host } = new URL(server);
  const headers = { host, 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
  return { method: 'POST', protocol: 'http:', hostname, port: Number(port), path: '/', query: {}, headers, body: JSON.stringify(body) };
}

/** A request signed in its query, as tools hand it to somebody without a key. */
async function presigned(secretAccessKey) {
  const request = unsignedRequest('AWSCognitoIdentityProviderService.ListUserPools', { MaxResults: 10 });
  const { query, headers, body } = await signer('cognito-idp', { accessKeyId, secretAccessKey }).presign(request, {
    expiresIn: 300,
    unhoistableHeaders: new Set(['x-amz-target', 'content-type']),
  });
  return fetch(`${server}/?${new URLSearchParams(query)}`, { method: 'POST', headers, body });
}

/** Temporary credentials from the extension API, in the form that the SDK takes. */
async function temporaryCredentials() {
  const request = unsignedRequest('GatehouseService.CreateTemporaryCredentials', { DurationSeconds: 900 });
  const { headers, body } = await signer('gatehouse', ownKey).sign(request);
  const answer = await fetch(server, { method: 'POST', headers, body });
  const { Credentials } = JSON.parse(await answer.text());
  return { accessKeyId: Credentials.AccessKeyId, secretAccessKey: Credentials.SecretAccessKey, sessionToken: Credentials.SessionToken };
}

async function callers() {
  const account = '000000000000';
  await check('STS GetCallerIdentity knows the caller', async () => {
    const identity = await new STSClient({}).send(new GetCallerIdentityCommand({}));
    assert.equal(identity.Account, account);
    assert.match(identity.Arn, new RegExp(`^arn:aws:(iam|sts)::${account}:`));
  });
  await check('a presigned request is accepted', async () => {
    const answer = await presigned(ownKey.secretAccessKey);
    assert.equal(answer.status, 200, await answer.clone().text());
    assert.ok(Array.isArray((await answer.json()).UserPools));
  });
  await check('a presigned request with a wrong secret key is refused', async () =>
    assert.equal(JSON.parse(await (await presigned('wrong')).text()).__type, 'InvalidSignatureException'));
  await refuses(
    'an operation that is not built says so',
    () => call(
        new CreateIdentityProviderCommand({ UserPoolId: 'us-east-1_nobody000', ProviderName: 'Google', ProviderType: 'Google', ProviderDetails: {} }),
      ),
    { name: 'GatehouseNotBuilt' },
  );
  const list = (credentials) => pages(paginateListUserPools({ client: new CognitoIdentityProviderClient({ credentials }), pageSize: 10 }, {}));
  const temporary = await check('temporary credentials with their session token are accepted', async () => {
    const credentials = await temporaryCredentials();
    await list(credentials);
    return credentials;
  });
  await refuses('temporary credentials without their session token', () => list({ ...temporary, sessionToken: undefined }), {
    name: 'UnrecognizedClientException',
  });
  await refuses('temporary credentials with an altered session token', () => list({ ...temporary, sessionToken: `${temporary.sessionToken}A` }), {
    name: 'UnrecognizedClientException',
  });
  await refuses('a wrong secret key', () => list({ accessKeyId, secretAccessKey: 'wrong' }), { name: 'InvalidSignatureException' });
  await refuses('an unknown access key', () => list({ accessKeyId: 'AKIAUNKNOWNUNKNOWN00', secretAccessKey: 'any' }), {
    name: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  });
  await refuses('a session token that nobody issued', () => list({ ...ownKey, sessionToken: 'nobody-issued-it' }), { name: 'UnrecognizedClientException' });
}

const UserPoolId = await pools();
const scope = await resourceServers(UserPoolId);
await domains(UserPoolId, 'sdk-machines');
const client = await clients(UserPoolId, scope);
await secrets(client, 'sdk-machines');
await clientToken(UserPoolId, scope);
await farewell(UserPoolId, client.ClientId, 'sdk-machines');
await callers();
