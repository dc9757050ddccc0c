import { describe, expect, it } from 'vitest';
import { identifiersFault, identityInput, parts, scopesFault, serverName, wantedOf, type OnePageValues } from './one-page';

const M2M: OnePageValues = {
  type: 'm2m',
  app: 'My M2M app',
  pool: 'My M2M app',
  identifiers: ['email'],
  attributes: ['email'],
  selfRegistration: true,
  returnUrl: '',
  withServer: true,
  identifier: 'api',
  scopes: 'read\nwrite\n',
  prefix: 'my-m2m-app-1',
};

describe('what the one page makes (ui 8.3)', () => {
  it('is pool, domain, resource server and a confidential client with the scopes for machines', () => {
    const wanted = wantedOf(M2M);
    expect(parts(wanted)).toEqual(['1 user pool', '1 domain', '1 resource server', '1 app client']);
    expect(wanted.pool).toEqual({
      PoolName: 'My M2M app',
      DeletionProtection: 'ACTIVE',
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    });
    expect(wanted.client).toEqual({
      ClientName: 'My M2M app',
      GenerateSecret: true,
      PreventUserExistenceErrors: 'ENABLED',
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: ['api/read', 'api/write'],
      AllowedOAuthFlowsUserPoolClient: true,
    });
  });

  it('has no resource server where it was taken out, and then no grant that the API would refuse (AC-21)', () => {
    const wanted = wantedOf({ ...M2M, withServer: false });
    expect(wanted.resourceServer).toBeUndefined();
    expect(wanted.client.AllowedOAuthFlowsUserPoolClient).toBe(false);
  });

  it('is a public client with a callback for a single-page application', () => {
    const wanted = wantedOf({ ...M2M, type: 'spa', returnUrl: 'http://localhost:3000/callback' });
    expect(wanted.resourceServer).toBeUndefined();
    expect(wanted.client).toMatchObject({
      GenerateSecret: false,
      CallbackURLs: ['http://localhost:3000/callback'],
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    });
    expect(wanted.pool.UsernameAttributes).toEqual(['email']);
  });
});

describe('sign-in identifiers', () => {
  it('are aliases beside a user name, and names without one', () => {
    expect(identityInput(['username', 'email'], [])).toMatchObject({ AliasAttributes: ['email'] });
    expect(identityInput(['email', 'phone_number'], [])).toMatchObject({ UsernameAttributes: ['email', 'phone_number'] });
  });

  it('need one at least, and an address beside a user name', () => {
    expect(identifiersFault([], [])).toBe('Choose at least one.');
    expect(identifiersFault(['username'], [])).toContain('recover');
    expect(identifiersFault(['username'], ['email'])).toBeUndefined();
  });
});

describe('scopes of the resource server', () => {
  it('are checked line by line (RS-02)', () => {
    expect(scopesFault('read\nwrite')).toBeUndefined();
    expect(scopesFault('\n')).toContain('at least one');
    expect(scopesFault('read\na/b')).toContain('a/b');
  });

  it('belong to a server whose name has only what names may have (RS-03)', () => {
    expect(serverName('https://api.example.com')).toBe('https---api.example.com');
  });
});
