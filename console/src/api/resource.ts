import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { onSessionChange, currentSession } from '../session/session';
import { forgetCalls } from './calls';
import { toFailure, type ApiFailure } from './failure';

/**
 * What was read, kept in memory by key (ui 5.3): shown at once when the page is opened again, read anew when it is
 * opened, when the window gets the focus, after writes ([[reload]]), and every 5 s where it is a list that others
 * change, too (P-2).
 */
export type Key = readonly (string | number | undefined)[];

export interface Resource<T> {
  /** The newest that was read; stays while it is read again or could not be. */
  readonly data: T | undefined;
  readonly failure: ApiFailure | undefined;
  readonly isLoading: boolean;
  /** Reads it again; never throws. */
  readonly reload: () => Promise<void>;
}

interface Entry<T> {
  data: T | undefined;
  failure: ApiFailure | undefined;
  isLoading: boolean;
}

interface Slot {
  readonly key: Key;
  entry: Entry<unknown>;
  load: (() => Promise<unknown>) | undefined;
  running: Promise<void> | undefined;
  /** Counts what makes a running read too old to be believed. */
  generation: number;
  readonly listeners: Set<() => void>;
}

const POLL_MILLIS = 5000;
const slots = new Map<string, Slot>();
/** What keys name that is being deleted, or is gone. */
const gone = new Set<(key: Key) => boolean>();

export interface ResourceOptions {
  /** Reads it every 5 s while the page is visible. */
  readonly poll?: boolean;
  /** False where something that the read needs is not known yet. */
  readonly enabled?: boolean;
}

/**
 * Reads something and follows it.
 *
 * @param key says what it is; the first parts are a kind and its pool: `['app-clients', poolId]`
 */
export function useResource<T>(key: Key, load: () => Promise<T>, options: ResourceOptions = {}): Resource<T> {
  const name = nameOf(key);
  const { poll = false, enabled = true } = options;
  const latest = useRef(load);
  latest.current = load;

  const subscribe = useCallback(
    (listener: () => void) => {
      const slot = slotOf(name);
      // Somebody opens what is gone: there may be one of its name again, and the server knows.
      for (const names of gone) if (names(slot.key)) gone.delete(names);
      slot.listeners.add(listener);
      if (enabled) slot.load = () => latest.current();
      return () => void slot.listeners.delete(listener);
    },
    [name, enabled],
  );
  const entry = useSyncExternalStore(subscribe, () => slotOf(name).entry) as Entry<T>;
  const read = useCallback(() => (enabled ? readSlot(slotOf(name)) : Promise.resolve()), [name, enabled]);

  useEffect(() => {
    void read();
    const onFocus = () => void read();
    window.addEventListener('focus', onFocus);
    const timer = poll
      ? setInterval(() => {
          if (document.visibilityState === 'visible') void read();
        }, POLL_MILLIS)
      : undefined;
    return () => {
      window.removeEventListener('focus', onFocus);
      clearInterval(timer);
    };
  }, [read, poll]);

  return {
    data: entry.data,
    failure: entry.failure,
    isLoading: entry.isLoading || (enabled && entry.data === undefined && entry.failure === undefined),
    reload: read,
  };
}

/**
 * Reads all shown resources anew whose keys begin with this one, and forgets those that are not shown; after writes.
 * `reload('app-clients', poolId)`.
 */
export async function reload(...prefix: (string | number)[]): Promise<void> {
  const running: Promise<void>[] = [];
  for (const [name, slot] of slotsUnder(prefix)) {
    slot.generation += 1;
    slot.running = undefined;
    if (slot.listeners.size > 0) running.push(readSlot(slot));
    else slots.delete(name);
  }
  await Promise.all(running);
}

/**
 * As [[reload]], but nothing of before is shown meanwhile: the list to go to after something in it was deleted, whose
 * row would ask the server for what is gone.
 */
export async function forget(...prefix: (string | number)[]): Promise<void> {
  for (const [, slot] of slotsUnder(prefix)) change(slot, { ...slot.entry, data: undefined });
  await reload(...prefix);
}

/**
 * Deletes something: while it is done, and after it worked, nothing reads what names it, though a page may go on showing it for a
 * moment, and be asked to read by a timer. The server would refuse.
 *
 * @param names whether a key names it
 */
export async function deleting(names: (key: Key) => boolean, write: () => Promise<unknown>): Promise<void> {
  gone.add(names);
  await Promise.all([...slots.values()].filter(({ key }) => names(key)).map(({ running }) => running));
  try {
    await write();
  } catch (error) {
    gone.delete(names);
    throw error;
  }
}

function slotsUnder(prefix: Key): [string, Slot][] {
  const start = nameOf(prefix).slice(0, -1);
  return [...slots].filter(([name]) => name === `${start}]` || name.startsWith(`${start},`));
}

function nameOf(key: Key): string {
  return JSON.stringify(key.map((part) => part ?? null));
}

function slotOf(name: string): Slot {
  let slot = slots.get(name);
  if (slot === undefined) {
    slot = {
      key: JSON.parse(name) as Key,
      entry: { data: undefined, failure: undefined, isLoading: false },
      load: undefined,
      running: undefined,
      generation: 0,
      listeners: new Set(),
    };
    slots.set(name, slot);
  }
  return slot;
}

function readSlot(slot: Slot): Promise<void> {
  if (slot.running !== undefined) return slot.running;
  const { load, key } = slot;
  if (load === undefined || [...gone].some((names) => names(key))) return Promise.resolve();
  const { generation } = slot;
  const isCurrent = () => slot.generation === generation;
  change(slot, { ...slot.entry, isLoading: true });
  const running = load().then(
    (data) => {
      if (isCurrent()) change(slot, { data, failure: undefined, isLoading: false });
    },
    (error: unknown) => {
      if (isCurrent()) change(slot, { ...slot.entry, failure: toFailure(error), isLoading: false });
    },
  );
  slot.running = running.finally(() => {
    if (isCurrent()) slot.running = undefined;
  });
  return slot.running;
}

function change(slot: Slot, entry: Entry<unknown>): void {
  slot.entry = entry;
  for (const listener of slot.listeners) listener();
}

/** Nobody who signs in next sees what the one before read. */
let owner: string | undefined;
onSessionChange(() => {
  const now = currentSession()?.Name;
  if (now === owner) return;
  owner = now;
  slots.clear();
  forgetCalls();
});
