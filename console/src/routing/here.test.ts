import { beforeEach, expect, test } from 'vitest';
import { hereWith, navigate } from './router';

beforeEach(() => {
  window.history.replaceState(null, '', '/console/user-pools');
  navigate('/console/user-pools?filter=a&page=2', 'replace');
});

test('a link into the shown page keeps its view', () => {
  expect(hereWith({ message: 'm1' })).toBe('/console/user-pools?filter=a&page=2&message=m1');
  expect(hereWith({ page: undefined, filter: '' })).toBe('/console/user-pools');
});
