import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiFailure } from '../api/failure';
import { useAvailability } from './PrefixField';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('G-5 a failed check is shown, is not repeated by itself, and is repeated when asked for', async () => {
  const asked: string[] = [];
  const ask = (prefix: string) => {
    asked.push(prefix);
    return asked.length === 1
      ? Promise.reject(new ApiFailure('InternalErrorException', 'no', 500, 'request-1', 'DescribeUserPoolDomain', 1))
      : Promise.resolve(true);
  };
  const { result } = renderHook(() => useAvailability('wildrydes', 'us-east-1', false, ask));
  await act(() => vi.advanceTimersByTimeAsync(10_000));
  expect(asked).toEqual(['wildrydes']);
  expect(result.current.state).toBe('failed');
  expect(result.current.failure?.code).toBe('InternalErrorException');

  await act(() => result.current.check());
  expect(result.current.state).toBe('free');
  expect(result.current.failure).toBeUndefined();
});
