import { createStore, useStore } from '../store';
import { currentSession } from '../session/session';

/** What was chosen in the top bar; pools carry their own (ui 5.9). */
const chosen = createStore<string | undefined>(undefined);

export function chooseRegion(region: string): void {
  chosen.set(region);
}

/** The region of calls that name no pool. */
export function useRegion(): string {
  return useStore(chosen) ?? currentSession()?.Region ?? '';
}

export function currentRegion(): string {
  return chosen.get() ?? currentSession()?.Region ?? '';
}

/** A pool's id begins with its region: `us-east-1_AbCdEfGhI`. */
export function regionOfPool(poolId: string): string {
  return poolId.split('_', 1)[0] ?? '';
}

/** The region of a call: that of the pool in its input, else the chosen one. */
export function regionOf(input: unknown): string {
  if (typeof input === 'object' && input !== null && 'UserPoolId' in input) {
    const pool = input.UserPoolId;
    if (typeof pool === 'string' && pool.includes('_')) return regionOfPool(pool);
  }
  return currentRegion();
}
