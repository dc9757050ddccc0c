import { expect, test } from 'vitest';
import { DAYS, draftOf, HISTORY, isSender, isWithin, LENGTHS, policyOf } from './policy';

test.each([
  ['5', false],
  ['6', true],
  ['99', true],
  ['100', false],
  ['', false],
  ['8.5', false],
  ['-8', false],
])('a minimum length of %s is right: %s (AM-1)', (length, is) => {
  expect(isWithin(length, LENGTHS)).toBe(is);
});

test('days and history have limits of their own', () => {
  expect(isWithin('0', DAYS)).toBe(true);
  expect(isWithin('366', DAYS)).toBe(false);
  expect(isWithin('24', HISTORY)).toBe(true);
  expect(isWithin('25', HISTORY)).toBe(false);
});

test('a policy is read and written as it was', () => {
  const policy = {
    MinimumLength: 12,
    RequireUppercase: true,
    RequireLowercase: false,
    RequireNumbers: true,
    RequireSymbols: false,
    TemporaryPasswordValidityDays: 3,
    PasswordHistorySize: 5,
  };
  expect(policyOf(draftOf(policy))).toEqual(policy);
  expect(policyOf({ ...draftOf(policy), history: '0' })).not.toHaveProperty('PasswordHistorySize');
});

test.each([
  ['no-reply@example.com', true],
  ['Example <no-reply@example.com>', true],
  ['Example', false],
  ['Example <no-reply>', false],
  ['a@b <', false],
])('%s is a sender: %s', (from, is) => {
  expect(isSender(from)).toBe(is);
});
