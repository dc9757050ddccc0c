import { describe, expect, test } from 'vitest';
import { lacks, makePassword, passwordRule, policyText } from './password-policy';

const all = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
};

describe('would this password pass (users §2.10, AM-1)', () => {
  test.each([
    ['Summer2026', ['a special character']],
    ['Summer-2026', []],
    ['summer', ['at least 8 characters', 'an uppercase letter', 'a number', 'a special character']],
    ['SUMMER-2026', ['a lowercase letter']],
    ['Sümmer 2026', []],
    ['ÄÖÜäöü٣٤', ['an uppercase letter', 'a lowercase letter', 'a number', 'a special character']],
    ['Aa1-🔑🔑🔑', ['at least 8 characters']],
    ['Aa1-🔑🔑🔑🔑', []],
  ])('%s lacks %j', (password, missing) => {
    expect(lacks(all, password)).toEqual(missing);
  });

  test('what a policy does not ask for is not missed', () => {
    expect(lacks({ MinimumLength: 6 }, 'abcdef')).toEqual([]);
    expect(lacks(undefined, 'abcdefgh')).toEqual([]);
  });
});

test('the policy is one sentence', () => {
  expect(policyText(all)).toBe(
    'At least 8 characters, an uppercase letter, a lowercase letter, a number, a special character.',
  );
  expect(policyText({ MinimumLength: 12, RequireNumbers: true })).toBe('At least 12 characters, a number.');
});

test('a field says what is missing', () => {
  const check = passwordRule(all, 'Password');
  expect(check('')).toBe('Password is required.');
  expect(check('Summer2026')).toBe('Password needs a special character.');
  expect(check('Summer -2026')).toBe('Password may not have spaces.');
  expect(check('Summer-2026')).toBeUndefined();
});

describe('made passwords', () => {
  test('conform to the strictest policy and to its length', () => {
    for (let i = 0; i < 50; i += 1) expect(lacks(all, makePassword({ MinimumLength: 6 }))).toEqual([]);
    expect(makePassword({ MinimumLength: 30 })).toHaveLength(30);
    expect(makePassword(undefined)).toHaveLength(12);
  });

  test('a draw that lacks a kind is thrown away', () => {
    const draws = [Array.from({ length: 24 }, () => 0), Array.from({ length: 24 }, (_, i) => [0, 23, 46, 54][i % 4] ?? 0)];
    const made = makePassword(undefined, (numbers) => {
      numbers.set(draws.shift() ?? []);
      return numbers;
    });
    expect(made).toBe('Aa2!Aa2!Aa2!');
  });
});
