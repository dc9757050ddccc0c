import { describe, expect, it } from 'vitest';
import { DEFAULTS, wantedOf } from './detailed';
import { stepsOf } from './plan';

describe('the six steps (ui 8.3, 11.1)', () => {
  it('make a pool and a confidential client of defaults alone, as in seed 000 (CP-1)', () => {
    const wanted = wantedOf({
      ...DEFAULTS,
      pool: 'orders',
      appType: 'confidential',
      client: 'billing',
      generateSecret: true,
    });
    expect(stepsOf(wanted)).toEqual(['pool', 'client']);
    expect(wanted.pool).toEqual({
      PoolName: 'orders',
      DeletionProtection: 'ACTIVE',
      MfaConfiguration: 'OFF',
      Schema: [{ Name: 'email', Required: true, Mutable: true }],
      AutoVerifiedAttributes: ['email'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
    });
    expect(wanted.client).toMatchObject({ ClientName: 'billing', GenerateSecret: true });
    expect(wanted.client.AllowedOAuthFlows).toBeUndefined();
  });

  it('make a domain where one is wanted, and the code grant where there is a callback', () => {
    const wanted = wantedOf({
      ...DEFAULTS,
      pool: 'orders',
      client: 'web',
      domainKind: 'cognito',
      prefix: 'orders-1',
      callbacks: 'https://example.com/cb\n\nmyapp://cb\n',
    });
    expect(wanted.domain).toEqual({ name: 'orders-1' });
    expect(wanted.client.CallbackURLs).toEqual(['https://example.com/cb', 'myapp://cb']);
    expect(wanted.client.AllowedOAuthFlows).toEqual(['code']);
  });

  it('send a password policy of one’s own only where one was chosen', () => {
    const { pool } = wantedOf({ ...DEFAULTS, passwordMode: 'custom', minimumLength: '12', requirements: ['RequireNumbers'] });
    expect(pool.Policies?.PasswordPolicy).toEqual({
      MinimumLength: 12,
      TemporaryPasswordValidityDays: 7,
      RequireNumbers: true,
      RequireSymbols: false,
      RequireUppercase: false,
      RequireLowercase: false,
    });
  });
});
