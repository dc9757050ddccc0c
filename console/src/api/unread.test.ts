import { expect, it } from 'vitest';
import { newestOf, unreadWords } from './unread';

it('the newest message is the one with the greatest id, wherever it stands', () => {
  expect(newestOf([])).toBeUndefined();
  expect(newestOf([{ MessageId: '0193' }, { MessageId: '0195' }, { MessageId: '0194' }])).toBe('0195');
});

it('the server counts to a hundred', () => {
  expect(unreadWords(3)).toBe('3');
  expect(unreadWords(99)).toBe('99');
  expect(unreadWords(100)).toBe('99+');
});
