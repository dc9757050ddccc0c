import { expect, test } from 'vitest';
import { ApiFailure } from '../api/failure';
import { bulkSummary } from './bulk-summary';

const failure = new ApiFailure('UserNotFoundException', 'User does not exist.', 400, undefined, 'AdminDisableUser', undefined);

test('what failed is named, with the reason (U-7)', () => {
  expect(bulkSummary('users disabled', { done: 199, failed: [{ name: 'ada', failure }], left: 0 })).toEqual([
    '199 of 200 users disabled.',
    'ada: UserNotFoundException: User does not exist.',
  ]);
});

test('of many failures the first are named, and what was not tried is counted', () => {
  const failed = Array.from({ length: 12 }, (_, i) => ({ name: `user-${i}`, failure }));
  const lines = bulkSummary('users disabled', { done: 3, failed, left: 5 });
  expect(lines).toHaveLength(13);
  expect(lines[0]).toBe('3 of 20 users disabled.');
  expect(lines.at(-2)).toBe('2 more failed.');
  expect(lines.at(-1)).toBe('5 were not tried, because the server does not answer.');
});
