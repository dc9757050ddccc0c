import { expect, it } from 'vitest';
import { pattern, xform } from './model.mjs';

it.each([
  ['CallbackURLs', 'callback-urls'],
  ['LogoutURLs', 'logout-urls'],
  ['AllowedOAuthFlows', 'allowed-o-auth-flows'],
  ['IdTokenValidity', 'id-token-validity'],
  ['SMSMfaSettings', 'sms-mfa-settings'],
  ['MFAOptions', 'mfa-options'],
  ['GetUICustomization', 'get-ui-customization'],
  ['CSS', 'css'],
])('botocore calls %s %s', (name, option) => expect(xform(name)).toBe(option));

it('white space in a pattern is ASCII’s, as in Java', () => {
  const regex = new RegExp(`^(?:${pattern('[\\w\\s+=,.@-]+')})$`, 'u');
  expect(regex.test('a b')).toBe(true);
  expect(regex.test('a\u00a0b')).toBe(false);
});
