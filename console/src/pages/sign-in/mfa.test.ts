import { expect, test } from 'vitest';
import { draftOf, requestOf } from './mfa';

const before = {
  $metadata: {},
  MfaConfiguration: 'OPTIONAL' as const,
  SoftwareTokenMfaConfiguration: { Enabled: true },
  EmailMfaConfiguration: { Subject: 'Your code', Message: 'It is {####}' },
  WebAuthnConfiguration: { UserVerification: 'preferred' as const },
};

test('what is set is read as methods', () => {
  expect(draftOf(before)).toEqual({ state: 'OPTIONAL', methods: ['TOTP', 'EMAIL'] });
  expect(draftOf({ $metadata: {} })).toEqual({ state: 'OFF', methods: [] });
  expect(draftOf({ $metadata: {}, SoftwareTokenMfaConfiguration: { Enabled: false } }).methods).toEqual([]);
});

test('a change of one thing keeps all others, because what is left out is switched off (UP-26)', () => {
  expect(requestOf('p', before, { state: 'ON', methods: ['TOTP', 'EMAIL'] })).toEqual({
    UserPoolId: 'p',
    MfaConfiguration: 'ON',
    SoftwareTokenMfaConfiguration: { Enabled: true },
    EmailMfaConfiguration: { Subject: 'Your code', Message: 'It is {####}' },
    WebAuthnConfiguration: { UserVerification: 'preferred' },
  });
  expect(requestOf('p', before, { state: 'OFF', methods: [] })).toEqual({
    UserPoolId: 'p',
    MfaConfiguration: 'OFF',
    WebAuthnConfiguration: { UserVerification: 'preferred' },
  });
});
