import { describe, expect, test } from 'vitest';
import { fromSegment, toSegment } from './segment';
import { match, url } from './router';

describe('names as segments of paths', () => {
  test.each(['ada', 'create', '.', '..', '~', '~create', '~~', 'a/b', '~-', '/~/', 'create~', 'ü ?#%2F', '...'])('%s comes back', (name) => {
    const address = new URL(url('/users/:user', { user: toSegment(name) }), 'http://localhost');
    const params = match('/users/:user', address.pathname.slice('/console'.length));
    expect(params === undefined ? undefined : fromSegment(params.user)).toBe(name);
  });

  test('no segment has a slash, which the server refuses even escaped (UI-02)', () => {
    expect(url('/users/:user', { user: toSegment("<img/src='x'>") })).not.toMatch(/users\/.*(\/|%2F)/i);
  });

  test('nobody is taken for the page that makes users', () => {
    expect(toSegment('create')).not.toBe('create');
  });
});
