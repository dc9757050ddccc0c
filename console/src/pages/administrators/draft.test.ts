import { expect, test } from 'vitest';
import { isName, isPassword, poolWords, requestOf } from './draft';

test.each([
  ['ada', true],
  ['ada@example.com', true],
  ['', false],
  ['ada lovelace', false],
  ['a'.repeat(64), true],
  ['a'.repeat(65), false],
])('%s is a name: %s', (name, is) => {
  expect(isName(name)).toBe(is);
});

test.each([
  ['correct horse', true],
  ['too short', false],
  ['🔑'.repeat(11), false],
  ['🔑'.repeat(12), true],
  ['a'.repeat(257), false],
])('%s is long enough and not too long: %s', (password, is) => {
  expect(isPassword(password)).toBe(is);
});

test('pools are sent for the roles that have some', () => {
  const pools = ['us-east-1_a1B2c3D4e'];
  expect(requestOf({ name: 'ada', role: 'PoolAdministrator', pools })).toEqual({ Name: 'ada', Role: 'PoolAdministrator', Pools: pools });
  expect(requestOf({ name: 'ada', role: 'Support', pools: [] })).toEqual({ Name: 'ada', Role: 'Support' });
  expect(requestOf({ name: 'ada', role: 'Administrator', pools })).toEqual({ Name: 'ada', Role: 'Administrator' });
});

test('no pools are all', () => {
  const ada = { Name: 'ada', TotpEnabled: false, CreateDate: 0, Sessions: 0, SetUpPending: false };
  expect(poolWords({ ...ada, Role: 'Support', Pools: [] }, 'All')).toBe('All');
  expect(poolWords({ ...ada, Role: 'Support', Pools: ['a', 'b'] }, 'All')).toBe('a, b');
});
