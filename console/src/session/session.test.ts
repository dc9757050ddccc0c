import { describe, expect, it } from 'vitest';
import { secondsLeft } from './IdleDialog';
import { fragmentToken } from './session';

describe('tokens in the fragment', () => {
  it('are read', () => {
    expect(fragmentToken('#/setup?token=a-b_c')).toEqual({ kind: 'setup', token: 'a-b_c' });
    expect(fragmentToken('#/link?token=x')).toEqual({ kind: 'link', token: 'x' });
  });

  it.each(['', '#', '#/setup', '#/setup?token=', '#/other?token=x', '#/setup/?token=x', '?token=x'])('%s has none', (hash) =>
    expect(fragmentToken(hash)).toBeUndefined(),
  );
});

it('idle time goes by the clock, so that a sleeping machine counts', () => {
  expect(secondsLeft(0, 1800, 0)).toBe(1800);
  expect(secondsLeft(0, 1800, 1_799_001)).toBe(1);
  expect(secondsLeft(0, 1800, 3_600_000)).toBe(-1800);
});
