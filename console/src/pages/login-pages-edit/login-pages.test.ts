import { describe, expect, it } from 'vitest';
import { changesOf, grantDenied, lacksScopes, scopesFault, urlsFault, valuesOf, withScope } from './login-pages';

const CONFIDENTIAL = { ClientSecret: 's' };

describe('grant types (ui 8.4)', () => {
  it('are refused to public clients where they need a secret (A-3, AC-24)', () => {
    expect(grantDenied('client_credentials', [], {})).toContain('no secret');
    expect(grantDenied('client_credentials', [], CONFIDENTIAL)).toBeUndefined();
  });

  it('exclude each other: machine or users (AC-22)', () => {
    expect(grantDenied('client_credentials', ['code'], CONFIDENTIAL)).toContain('excludes');
    expect(grantDenied('implicit', ['client_credentials'], CONFIDENTIAL)).toContain('excludes');
    expect(grantDenied('implicit', ['code'], CONFIDENTIAL)).toBeUndefined();
  });

  it('can always be taken back', () => {
    expect(grantDenied('client_credentials', ['client_credentials'], {})).toBeUndefined();
  });
});

describe('scopes', () => {
  it('warn while a machine has none (A-4)', () => {
    const machine = { ...valuesOf({}), grants: ['client_credentials' as const] };
    expect(lacksScopes(machine)).toBe(true);
    expect(lacksScopes({ ...machine, custom: ['api/read'] })).toBe(false);
  });

  it('come with openid where they need it, and go with it', () => {
    expect(withScope([], 'email', true)).toEqual(['openid', 'email']);
    expect(withScope(['openid', 'email', 'aws.cognito.signin.user.admin'], 'openid', false)).toEqual([
      'aws.cognito.signin.user.admin',
    ]);
  });

  it('are required for users, at most 50', () => {
    const users = { ...valuesOf({}), grants: ['code' as const] };
    expect(scopesFault(users)).toContain('at least one');
    expect(scopesFault({ ...users, custom: Array.from({ length: 51 }, (_, i) => `api/${i}`) })).toContain('50');
  });
});

describe('URLs (A-9, AC-30)', () => {
  it('are https, http for localhost, or a scheme of an app', () => {
    const fault = (url: string) => urlsFault('Allowed callback URLs', url);
    expect(fault('http://example.com/cb')).toContain('must use https');
    for (const url of ['http://localhost:3000/cb', 'myapp://cb', 'com.example.app:/cb', 'https://example.com/']) {
      expect(fault(url)).toBeUndefined();
    }
    expect(fault('https://example.com/#x')).toContain('fragment');
    expect(fault('/cb')).toContain('absolute');
    expect(fault('javascript:alert(1)')).toContain('scheme');
    expect(fault('http://localhost@example.com/')).toContain('must use https');
  });

  it('name the line that is wrong', () => {
    expect(urlsFault('URLs', 'https://a.example/\nhttp://b.example/')).toContain('http://b.example/: URLs must use https');
  });
});

describe('what is saved', () => {
  it('leaves out OpenID scopes for machines (AC-25), and switches the grants on with the first scope (AC-21)', () => {
    const values = { ...valuesOf({}), grants: ['client_credentials' as const], standard: ['openid'] };
    expect(changesOf(values)).toMatchObject({ AllowedOAuthScopes: [], AllowedOAuthFlowsUserPoolClient: false });
    expect(changesOf({ ...values, custom: ['api/read'] })).toMatchObject({
      AllowedOAuthScopes: ['api/read'],
      AllowedOAuthFlowsUserPoolClient: true,
    });
  });

  it('is what was there where nothing was edited (A-2)', () => {
    const client = {
      CallbackURLs: ['https://example.com/'],
      DefaultRedirectURI: 'https://example.com/',
      LogoutURLs: ['https://example.com/out'],
      AllowedOAuthFlows: ['code' as const],
      AllowedOAuthScopes: ['openid', 'api/read'],
      AllowedOAuthFlowsUserPoolClient: true,
      SupportedIdentityProviders: ['COGNITO'],
    };
    expect(changesOf(valuesOf(client))).toEqual(client);
  });
});
