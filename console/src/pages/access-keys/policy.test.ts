import { expect, test } from 'vitest';
import { policyOf, policyWords, wrongAction } from './policy';

test('a policy is everything, or actions on pools', () => {
  expect(policyOf({ isFull: true, actions: 'x', pools: [] })).toBeUndefined();
  expect(
    policyOf({ isFull: false, actions: 'cognito-idp:List*\n cognito-idp:Describe*\ncognito-idp:List*\n', pools: ['*'] }),
  ).toEqual({ Statements: [{ Actions: ['cognito-idp:List*', 'cognito-idp:Describe*'], Pools: ['*'] }] });
});

test.each([
  ['cognito-idp:ListUsers', undefined],
  ['*', undefined],
  ['cognito-idp:List*\nListUsers', 'ListUsers'],
  [':ListUsers', ':ListUsers'],
  [`a:${'b'.repeat(127)}`, `a:${'b'.repeat(127)}`],
])('%s: wrong is %s', (text, wrong) => {
  expect(wrongAction(text)).toBe(wrong);
});

test('a policy is said in one line', () => {
  expect(policyWords({ Statements: [{ Actions: ['*'], Pools: ['*'] }] }, 'Everything')).toBe('Everything');
  expect(
    policyWords(
      {
        Statements: [
          { Actions: ['cognito-idp:List*'], Pools: ['*'] },
          { Actions: ['*'], Pools: ['us-east-1_a1B2c3D4e'] },
        ],
      },
      'Everything',
    ),
  ).toBe('cognito-idp:List* on all user pools; * on us-east-1_a1B2c3D4e');
});
