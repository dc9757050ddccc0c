import { describe, expect, test } from 'vitest';
import { lacks } from '../../api/password-policy';
import { requestOf, requiredOthers, usernameOf, type Draft } from './draft';

const draft: Draft = {
  invitation: 'email',
  username: 'ada',
  email: 'ada@example.com',
  emailVerified: true,
  phone: '',
  phoneVerified: true,
  passwordKind: 'generate',
  password: '',
  others: {},
};
const pool = { Id: 'us-east-1_a1B2c3D4e', Policies: { PasswordPolicy: { MinimumLength: 14, RequireSymbols: true } } };

describe('the call that makes a user (users §2.4)', () => {
  test('an invitation brings a password that the server makes', () => {
    expect(requestOf(pool, draft)).toEqual({
      UserPoolId: 'us-east-1_a1B2c3D4e',
      Username: 'ada',
      UserAttributes: [
        { Name: 'email', Value: 'ada@example.com' },
        { Name: 'email_verified', Value: 'true' },
      ],
      DesiredDeliveryMediums: ['EMAIL'],
    });
  });

  test('without an invitation the password is made here, for somebody to tell', () => {
    const { TemporaryPassword = '', ...request } = requestOf(pool, { ...draft, invitation: 'none', email: '' });
    expect(request).toEqual({
      UserPoolId: 'us-east-1_a1B2c3D4e',
      Username: 'ada',
      UserAttributes: [],
      MessageAction: 'SUPPRESS',
    });
    expect(lacks(pool.Policies.PasswordPolicy, TemporaryPassword)).toEqual([]);
  });

  test('a password that was set is sent as it is', () => {
    expect(requestOf(pool, { ...draft, passwordKind: 'set', password: 'Summer-2026' }).TemporaryPassword).toBe('Summer-2026');
  });
});

test('the name is an address where the pool says so', () => {
  expect(usernameOf({ UsernameAttributes: ['email'] }, draft)).toBe('ada@example.com');
  expect(usernameOf({ UsernameAttributes: ['email', 'phone_number'] }, { ...draft, email: '', phone: '+14155550100' })).toBe(
    '+14155550100',
  );
  expect(usernameOf({}, draft)).toBe('ada');
});

test('what else the pool requires is asked for', () => {
  const SchemaAttributes = [
    { Name: 'sub', Required: true },
    { Name: 'email', Required: true },
    { Name: 'given_name', Required: true },
    { Name: 'nickname', Required: false },
  ];
  expect(requiredOthers({ SchemaAttributes })).toEqual(['given_name']);
});
