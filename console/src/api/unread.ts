import { useEffect } from 'react';
import { useSession } from '../session/session';
import { createStore, useStore } from '../store';
import { extension } from './extension';
import type { Message } from './operations';
import { reload, useResource } from './resource';
import { useServerInfo } from './server-info';

/**
 * How many messages of a pool's inbox this browser has not shown yet (ui 9.2). What is read is the browser's own: an
 * inbox is everybody's who may read it, and the server keeps nothing of who looked.
 */

/** The newest message that was shown, by pool. Ids sort by time. */
const seen = createStore<Readonly<Record<string, string>>>({});
const nameOf = (pool: string) => `gatehouse-console-inbox-${pool}`;

function seenOf(pool: string, now: Readonly<Record<string, string>>): string | undefined {
  try {
    return now[pool] ?? window.localStorage.getItem(nameOf(pool)) ?? undefined;
  } catch {
    return now[pool];
  }
}

/** Says that these are on the screen. */
export function useMarkRead(pool: string, messages: readonly Pick<Message, 'MessageId'>[] | undefined): void {
  const newest = newestOf(messages ?? []);
  useEffect(() => {
    if (newest === undefined || newest <= (seenOf(pool, seen.get()) ?? '')) return;
    seen.update((now) => ({ ...now, [pool]: newest }));
    try {
      window.localStorage.setItem(nameOf(pool), newest);
    } catch {
      // A browser that stores nothing: until the page is closed.
    }
    void reload('unread', pool);
  }, [pool, newest]);
}

export function newestOf(messages: readonly Pick<Message, 'MessageId'>[]): string | undefined {
  return messages.reduce<string | undefined>(
    (newest, { MessageId }) => (newest === undefined || MessageId > newest ? MessageId : newest),
    undefined,
  );
}

/** Asked every few seconds; never where the server has no inbox, or where its messages are not for whoever is signed in. */
export function useUnread(pool: string): number {
  const { Role: role } = useSession();
  const after = seenOf(pool, useStore(seen));
  const isAllowed = role === 'Administrator';
  const { data: info } = useServerInfo(isAllowed);
  const { data } = useResource(['unread', pool, after], () => count(pool, after), {
    poll: true,
    enabled: isAllowed && info?.Inbox === true,
  });
  return data ?? 0;
}

async function count(pool: string, after: string | undefined): Promise<number> {
  const { Count } = await extension('CountMessages', { UserPoolId: pool, ...(after === undefined ? {} : { After: after }) });
  return Count;
}

/** `3`, `99+`; the server counts to a hundred. */
export function unreadWords(count: number): string {
  return count > 99 ? '99+' : String(count);
}
