import { expect, test } from 'vitest';
import { settingOf, WAYS, wayOf } from './recovery';

test.each(WAYS)('%s is written and read again', (way) => {
  expect(wayOf(settingOf(way))).toBe(way);
});

test('priorities count, not the order', () => {
  expect(
    wayOf({ RecoveryMechanisms: [{ Name: 'verified_email', Priority: 2 }, { Name: 'verified_phone_number', Priority: 1 }] }),
  ).toBe('sms-email');
  expect(wayOf(undefined)).toBe('email');
});
