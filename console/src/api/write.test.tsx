import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiFailure } from './failure';
import { CONFLICT, readMergeWrite } from './merge';
import { useWrite } from './write';

afterEach(cleanup);

it('a button cannot be pressed twice (ui 7.6)', async () => {
  let finish: (() => void) | undefined;
  const action = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  const { result } = renderHook(() => useWrite(action));
  let first: Promise<boolean> | undefined;
  let second: Promise<boolean> | undefined;
  act(() => {
    first = result.current.run();
    second = result.current.run();
  });
  expect(result.current.isRunning).toBe(true);
  await act(async () => {
    finish?.();
    expect(await first).toBe(true);
    expect(await second).toBe(false);
  });
  expect(action).toHaveBeenCalledTimes(1);
  expect(result.current.isRunning).toBe(false);
});

it('a failure is kept until the next try', async () => {
  const action = vi
    .fn<() => Promise<void>>()
    .mockRejectedValueOnce(new ApiFailure('LimitExceededException', 'no', 400, 'r', 'Op', 1))
    .mockResolvedValueOnce();
  const { result } = renderHook(() => useWrite(action));
  await act(async () => expect(await result.current.run()).toBe(false));
  expect(result.current.failure?.code).toBe('LimitExceededException');
  await act(async () => expect(await result.current.run()).toBe(true));
  expect(result.current.failure).toBeUndefined();
});

it('A-2: a write sends the whole object as it is now', async () => {
  const date = new Date(1000);
  const sent: object[] = [];
  await readMergeWrite(
    { Name: 'old', Other: 1, LastModifiedDate: date },
    () => Promise.resolve({ Name: 'old', Other: 1, LastModifiedDate: new Date(1000) }),
    (current) => {
      sent.push({ ...current, Name: 'new' });
      return Promise.resolve();
    },
    'this app client',
  );
  expect(sent).toEqual([{ Name: 'new', Other: 1, LastModifiedDate: date }]);
});

it('nothing is written over what somebody else changed meanwhile (ui 5.4)', async () => {
  const write = vi.fn(() => Promise.resolve());
  const run = readMergeWrite(
    { LastModifiedDate: new Date(1000) },
    () => Promise.resolve({ LastModifiedDate: new Date(2000) }),
    write,
    'this app client',
  );
  await expect(run).rejects.toMatchObject({ code: CONFLICT });
  await expect(run).rejects.toThrow(/^Someone changed this app client at /);
  expect(write).not.toHaveBeenCalled();
});
