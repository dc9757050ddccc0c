import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiFailure } from './failure';
import { deleting, forget, reload, useResource } from './resource';

afterEach(cleanup);

let count = 0;
/** Of its own for each test: what was read stays. */
function key(): string[] {
  count += 1;
  return ['test', String(count)];
}

describe('useResource (ui 5.3)', () => {
  it('reads once for all who show it, and shows it at once when it is opened again', async () => {
    const name = key();
    const load = vi.fn(() => Promise.resolve(['a']));
    const first = renderHook(() => useResource(name, load));
    const second = renderHook(() => useResource(name, load));
    expect(first.result.current.isLoading).toBe(true);
    await waitFor(() => expect(second.result.current.data).toEqual(['a']));
    expect(first.result.current.data).toEqual(['a']);
    expect(load).toHaveBeenCalledTimes(1);

    first.unmount();
    second.unmount();
    const again = renderHook(() => useResource(name, load));
    expect(again.result.current.data).toEqual(['a']);
    await waitFor(() => expect(load).toHaveBeenCalledTimes(2));
  });

  it('reads again when the window gets the focus', async () => {
    const load = vi.fn(() => Promise.resolve(load.mock.calls.length));
    const { result } = renderHook(() => useResource(key1, load));
    await waitFor(() => expect(result.current.data).toBe(1));
    act(() => void window.dispatchEvent(new Event('focus')));
    await waitFor(() => expect(result.current.data).toBe(2));
  });
  const key1 = key();

  it('keeps what it has when it cannot be read, and says why', async () => {
    const name = key();
    const load = vi
      .fn<() => Promise<string>>()
      .mockResolvedValueOnce('a')
      .mockRejectedValueOnce(new ApiFailure('InternalErrorException', 'no', 500, 'r', 'Op', 1))
      .mockResolvedValueOnce('b');
    const { result } = renderHook(() => useResource(name, load));
    await waitFor(() => expect(result.current.data).toBe('a'));
    await act(() => result.current.reload());
    expect(result.current.data).toBe('a');
    expect(result.current.failure?.code).toBe('InternalErrorException');
    await act(() => result.current.reload());
    expect(result.current).toMatchObject({ data: 'b', failure: undefined });
  });

  it('is read anew by what its key begins with, and an answer from before the write is not believed', async () => {
    const [kind, id] = key() as [string, string];
    let answer: ((value: string) => void) | undefined;
    const load = vi
      .fn<() => Promise<string>>()
      .mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
      .mockResolvedValueOnce('after');
    const { result } = renderHook(() => useResource([kind, id, 'more'], load));
    await act(() => reload(kind, id));
    expect(result.current.data).toBe('after');
    await act(async () => answer?.('before'));
    expect(result.current.data).toBe('after');
  });

  it('shows nothing of what is forgotten until it is read anew', async () => {
    const name = key() as [string, string];
    let answer: ((value: string[]) => void) | undefined;
    const load = vi
      .fn<() => Promise<string[]>>()
      .mockResolvedValueOnce(['a', 'deleted'])
      .mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    const { result } = renderHook(() => useResource(name, load));
    await waitFor(() => expect(result.current.data).toEqual(['a', 'deleted']));
    act(() => void forget(...name));
    const opened = renderHook(() => useResource(name, load));
    expect(opened.result.current).toMatchObject({ data: undefined, isLoading: true });
    await act(async () => answer?.(['a']));
    expect(opened.result.current.data).toEqual(['a']);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('is not read while it is deleted, nor after that until it is opened again', async () => {
    const [kind, id] = key() as [string, string];
    const load = vi.fn(() => Promise.resolve(load.mock.calls.length));
    const shown = renderHook(() => useResource([kind, id, 'more'], load));
    await waitFor(() => expect(shown.result.current.data).toBe(1));
    const names = (read: readonly unknown[]) => read[1] === id;

    await expect(deleting(names, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await act(() => shown.result.current.reload());
    expect(load).toHaveBeenCalledTimes(2);

    await deleting(names, async () => {
      await act(() => shown.result.current.reload());
    });
    act(() => void window.dispatchEvent(new Event('focus')));
    await act(() => shown.result.current.reload());
    expect(load).toHaveBeenCalledTimes(2);

    renderHook(() => useResource([kind, id, 'more'], load));
    await waitFor(() => expect(load).toHaveBeenCalledTimes(3));
  });

  it('is deleted when what was being read of it is there', async () => {
    const [kind, id] = key() as [string, string];
    let answer: ((value: string) => void) | undefined;
    renderHook(() => useResource([kind, id], () => new Promise<string>((resolve) => (answer = resolve))));
    const write = vi.fn(() => Promise.resolve());
    const deleted = deleting((read) => read[1] === id, write);
    await act(async () => undefined);
    expect(write).not.toHaveBeenCalled();
    await act(async () => answer?.('a'));
    await deleted;
    expect(write).toHaveBeenCalledTimes(1);
  });

  it('does not read what is not known yet', async () => {
    const load = vi.fn(() => Promise.resolve('a'));
    const { result } = renderHook(() => useResource(key2, load, { enabled: false }));
    await act(() => result.current.reload());
    expect(load).not.toHaveBeenCalled();
    expect(result.current.isLoading).toBe(false);
  });
  const key2 = key();
});
