import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IdleDialog } from './IdleDialog';
import { startSession, useSessionState } from './session';

const MINUTE = 60_000;
let ended = 0;

function answer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  if (String(input).endsWith('/console/state')) return json({ SetUpDone: true, Mode: 'dev', Version: '1' });
  if (init?.method === 'DELETE') {
    ended += 1;
    return Promise.resolve(new Response(null, { status: 204 }));
  }
  return json({
    Name: 'ada',
    Role: 'Administrator',
    Pools: [],
    Region: 'us-east-1',
    Regions: ['us-east-1'],
    AccountId: '000000000000',
    Mode: 'dev',
    Credentials: { AccessKeyId: 'K', SecretAccessKey: 's', SessionToken: 't', Expiration: Date.now() / 1000 + 86_400 },
    IdleSeconds: 1800,
  });
}

const json = (body: unknown) => Promise.resolve(new Response(JSON.stringify(body)));

function Tab() {
  const state = useSessionState();
  if (state.kind === 'signed-in') return <IdleDialog />;
  return <p>{state.kind === 'signed-out' ? state.why : state.kind}</p>;
}

const pass = (millis: number) => act(() => vi.advanceTimersByTimeAsync(millis));

beforeEach(async () => {
  ended = 0;
  // Fetched before time stands still.
  await import('./IdleWarning');
  vi.useFakeTimers();
  vi.stubGlobal('fetch', answer);
  await startSession();
  render(<Tab />);
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  window.localStorage.clear();
});

describe('doing nothing (ui 5.2)', () => {
  it('ends the session after a warning', async () => {
    await pass(29.5 * MINUTE);
    expect(screen.getByRole('timer')).toBeTruthy();
    expect(ended).toBe(0);
    await pass(MINUTE);
    expect(ended).toBe(1);
    expect(screen.getByText('idle')).toBeTruthy();
  });

  it('in this tab neither warns nor ends the session that another tab uses', async () => {
    vi.resetModules();
    const other = await import('./last-sign');
    await pass(29.5 * MINUTE);
    other.signOfLife();
    await pass(2 * MINUTE);
    expect(screen.queryByRole('timer')).toBeNull();
    expect(ended).toBe(0);
    await pass(29 * MINUTE);
    expect(ended).toBe(1);
  });
});
