import { describe, expect, test } from 'vitest';
import { attributeOf, filterProblem, filterText, statusWords } from './users';

describe('what ListUsers is asked (users §2.8)', () => {
  test.each([
    [{ attribute: 'email', isPrefix: true, value: 'ada@' } as const, 'email ^= "ada@"'],
    [{ attribute: 'family_name', isPrefix: false, value: 'Reddy' } as const, 'family_name = "Reddy"'],
    [{ attribute: 'name', isPrefix: false, value: 'Ada "Countess"' } as const, 'name = "Ada \\"Countess\\""'],
    [{ attribute: 'name', isPrefix: true, value: 'a\\b' } as const, 'name ^= "a\\b"'],
    [{ attribute: 'cognito:user_status', isPrefix: false, value: 'CONFIRMED' } as const, 'cognito:user_status = "CONFIRMED"'],
    [{ attribute: 'status', isPrefix: false, value: 'Disabled' } as const, 'status = "Disabled"'],
  ])('%o', (filter, text) => {
    expect(filterText(filter)).toBe(text);
    expect(filterProblem(filter)).toBeUndefined();
  });

  test('a quote cannot be made to end the value', () => {
    expect(filterText({ attribute: 'name', isPrefix: false, value: '" or sub ^= "' })).toBe(
      'name = "\\" or sub ^= \\""',
    );
  });

  test('what the grammar cannot say is refused before it is sent', () => {
    expect(filterProblem({ attribute: 'name', isPrefix: false, value: 'a\\' })).toMatch(/backslash/);
    expect(filterProblem({ attribute: 'name', isPrefix: false, value: 'a'.repeat(248) })).toMatch(/too long/);
    expect(filterProblem({ attribute: 'name', isPrefix: false, value: 'a'.repeat(247) })).toBeUndefined();
  });
});

test('statuses are said in words, and one that is new is shown as it is', () => {
  expect(statusWords('FORCE_CHANGE_PASSWORD')).toBe('Force change password');
  expect(statusWords('EXTERNAL_PROVIDER')).toBe('External provider');
  expect(statusWords('SOMETHING_NEW')).toBe('SOMETHING_NEW');
  expect(statusWords(undefined)).toBe('-');
});

test('an attribute is found by its whole name', () => {
  const attributes = [{ Name: 'email_verified', Value: 'true' }, { Name: 'email', Value: 'ada@example.com' }];
  expect(attributeOf(attributes, 'email')).toBe('ada@example.com');
  expect(attributeOf(attributes, 'phone_number')).toBeUndefined();
  expect(attributeOf(undefined, 'email')).toBeUndefined();
});
