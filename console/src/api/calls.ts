import { createStore, useStore } from '../store';

/** The last calls of this tab, for "Show API call" (ui 5.5). */
export interface Call {
  readonly id: number;
  readonly service: 'cognito-idp' | 'gatehouse';
  readonly operation: string;
  readonly region: string;
  readonly input: unknown;
  readonly startedAt: Date;
  readonly millis?: number;
  readonly status?: number;
  readonly requestId?: string;
  readonly output?: unknown;
  readonly error?: { readonly name: string; readonly message: string };
}

const KEPT = 50;
const calls = createStore<readonly Call[]>([]);
let last = 0;

/** Begins a call; the result is its id. */
export function beginCall(call: Pick<Call, 'service' | 'operation' | 'region' | 'input'>): number {
  last += 1;
  const begun: Call = { ...call, id: last, startedAt: new Date() };
  calls.update((now) => [begun, ...now].slice(0, KEPT));
  return last;
}

export function endCall(id: number, end: Pick<Call, 'status' | 'requestId' | 'output' | 'error'>): void {
  calls.update((now) =>
    now.map((call) =>
      call.id === id ? { ...call, ...end, millis: Date.now() - call.startedAt.getTime() } : call,
    ),
  );
}

export function useCalls(): readonly Call[] {
  return useStore(calls);
}

/** Nobody who signs in next sees what the one before did. */
export function forgetCalls(): void {
  calls.set([]);
}

/** What the panel shows: open or not, and the chosen call. */
export const callPanel = createStore<{ readonly open: boolean; readonly callId?: number }>({ open: false });

export function showCall(callId?: number): void {
  callPanel.set(callId === undefined ? { open: true } : { open: true, callId });
}
