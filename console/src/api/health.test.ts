import { expect, test } from 'vitest';
import { healthWords } from './health';

test.each([
  ['{"status":"ready"}', ''],
  ['{"status":"ready","warnings":["fsync is off","the disk is full"]}', 'fsync is off; the disk is full'],
  ['{"status":"draining"}', 'draining'],
  ['no database\n', 'no database'],
])('%s says "%s"', (body, words) => {
  expect(healthWords(body)).toBe(words);
});
