import { describe, expect, it } from 'vitest';
import { ERRORS, explainError, type Facts } from './errors';

const FINE: Facts = {
  isKnownClient: true,
  hasDomain: true,
  isConfidential: true,
  isSecretSent: true,
  isSecretRight: true,
  allowsMachines: true,
  attached: ['api/read'],
  requested: ['api/read'],
  defined: ['api/read', 'api/write'],
  grantType: 'client_credentials',
};

const why = (error: string, facts: Partial<Facts>) => explainError(error, { ...FINE, ...facts }).map((cause) => cause.why);

describe('the explanation of OAuth errors (ui 9.1)', () => {
  it('tells a wrong secret from a missing one, an unknown client and one without a secret (TT-2)', () => {
    expect(why('invalid_client', { isSecretRight: false })).toEqual(['Wrong secret.']);
    expect(why('invalid_client', { isSecretSent: false })).toEqual(['The client secret is missing.']);
    expect(why('invalid_client', { isKnownClient: false })[0]).toContain('unknown');
    expect(why('invalid_client', { isConfidential: false })[0]).toContain('has no secret');
    expect(why('invalid_client', { hasDomain: false })[0]).toContain('no domain');
  });

  it('tells users who get no token what is in the way', () => {
    expect(why('NotAuthorizedException', { grantType: 'password' })).toEqual([
      'The user name or the password is wrong, or the user is disabled. The API does not say which.',
    ]);
    expect(why('NotAuthorizedException', { grantType: 'refresh_token' })[0]).toContain('refresh token');
    expect(why('NotAuthorizedException', { grantType: 'password', isSecretRight: false })).toEqual([
      'Wrong secret: the API compares its hash.',
    ]);
    expect(why('challenge NEW_PASSWORD_REQUIRED', { grantType: 'password' })[0]).toContain('temporary');
  });

  it('says only that a secret may be wrong where the page cannot read it', () => {
    const [cause] = explainError('invalid_client', { ...FINE, isSecretRight: undefined });
    expect(cause).toMatchObject({ why: 'Wrong secret.', isCertain: false });
  });

  it('leads to Login pages where no scope is attached (TT-3)', () => {
    const [cause] = explainError('invalid_scope', { ...FINE, attached: [], requested: [] });
    expect(cause).toMatchObject({ page: 'login-pages', isCertain: true });
    expect(cause?.why).toContain('no custom scopes');
  });

  it('tells a scope that is not attached from one that nobody defines, and from openid', () => {
    expect(why('invalid_scope', { requested: ['api/write'] })).toEqual([
      'A requested scope is not attached to this app client.',
    ]);
    expect(why('invalid_scope', { requested: ['api/wirte'] })[0]).toContain('no resource server');
    expect(why('invalid_scope', { requested: ['openid'] })[0]).toContain('openid');
    expect(why('invalid_scope', { defined: ['other/x'] })[0]).toContain('not defined any more');
  });

  it('explains why a grant is refused as invalid_grant (TK-27)', () => {
    expect(why('invalid_grant', { allowsMachines: false })[0]).toContain('not enabled');
    expect(why('invalid_grant', { isConfidential: false })[0]).toContain('no secret');
  });

  it('explains the password grant with InitiateAuth (TK-44)', () => {
    const [cause] = explainError('unsupported_grant_type', { ...FINE, grantType: 'password' });
    expect(cause?.fix).toContain('InitiateAuth');
  });

  it('has a cause and a fix for every error', () => {
    for (const [error, rules] of Object.entries(ERRORS)) {
      expect(rules.length, error).toBeGreaterThan(0);
      for (const { why: words, fix } of rules) expect(words.length * fix.length, error).toBeGreaterThan(0);
    }
  });

  it('has none for what it does not know', () => {
    expect(explainError('teapot', FINE)).toEqual([]);
  });
});
