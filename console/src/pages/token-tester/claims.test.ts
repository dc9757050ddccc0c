import { describe, expect, it } from 'vitest';
import { explainClaims } from './claims';

const MACHINE = {
  sub: 'c1',
  token_use: 'access',
  scope: 'api/read',
  auth_time: 1_700_000_000,
  iss: 'http://localhost:9229/us-east-1_1',
  exp: 1_700_003_600,
  iat: 1_700_000_000,
  version: 2,
  jti: 'j',
  client_id: 'c1',
};

describe('claims (ui 9.1)', () => {
  it('of a machine all have a meaning and are those of Amazon Cognito (TC-M2M)', () => {
    const explained = explainClaims(MACHINE);
    expect(explained).toHaveLength(10);
    expect(explained.filter(({ meaning }) => meaning.startsWith('A claim of its own'))).toEqual([]);
    expect(explained.every(({ compared }) => compared.startsWith('Same'))).toBe(true);
  });

  it('have human times where they are times', () => {
    const at = Object.fromEntries(explainClaims(MACHINE).map(({ name, at: time }) => [name, time?.toISOString()]));
    expect(at['exp']).toBe('2023-11-14T23:13:20.000Z');
    expect(at['version']).toBeUndefined();
  });

  it('that Cognito does not have are said to be so', () => {
    const [tenant] = explainClaims({ tenant: ['a', 'b'], ...MACHINE });
    expect(tenant).toMatchObject({ name: 'tenant', value: '["a","b"]' });
    expect(tenant?.compared).toContain('Not in Amazon Cognito');
  });
});
