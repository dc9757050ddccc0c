import Autosuggest, { type AutosuggestProps } from '@cloudscape-design/components/autosuggest';
import { useEffect, useRef, useState } from 'react';
import { useAppClients, useUserPools } from '../api/pools';
import { useResource } from '../api/resource';
import { pages } from '../pages';
import { navigate, url, usePlace } from '../routing/router';
import { useLayout } from './layout';
import { findPages, findPools, type Found } from './search';
import { onShortcut } from './Shortcuts';
import { text } from './text';

const SHOWN_AT_MOST = 12;

/** From so many characters on users are looked for; fewer are the beginning of too many. */
const USERS_FROM = 2;
const TYPING_MILLIS = 250;

/**
 * The global search (ui 7.9): pages by name and by the words of any tutorial, pools and app clients by name or id, users
 * by the beginning of their name or e-mail address.
 */
export function SearchBox() {
  const [typed, setTyped] = useState('');
  const input = useRef<AutosuggestProps.Ref>(null);
  useEffect(() => onShortcut('search', () => input.current?.focus()), []);
  const found = useFound(typed);

  const go = (address: string) => {
    const target = found.find((each) => each.address === address) ?? found[0];
    setTyped('');
    if (target === undefined) return;
    navigate(target.address);
    // What is typed next is meant for the page.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  return (
    <Autosuggest
      ref={input}
      value={typed}
      options={found.map(({ address, text: name, where, note }) => ({
        value: address,
        label: name,
        description: note ?? where,
        ...(note === undefined ? {} : { tags: [where] }),
      }))}
      filteringType="manual"
      placeholder={text.search}
      ariaLabel={text.search}
      enteredTextLabel={(value) => value}
      hideEnteredTextOption
      empty={typed === '' ? text.searchHint : text.searchNone}
      onChange={({ detail }) => setTyped(detail.value)}
      onSelect={({ detail }) => go(detail.value)}
      onKeyDown={({ detail }) => {
        // Enter without an arrow takes the first result.
        const isChosen = (document.activeElement?.getAttribute('aria-activedescendant') ?? '') !== '';
        if (detail.key === 'Enter' && !isChosen && found[0] !== undefined) go(found[0].address);
      }}
    />
  );
}

function useFound(typed: string): Found[] {
  const { pool: shown } = useLayout();
  const { path } = usePlace();
  // Also while the page of the pool is being loaded: who types at once means that pool.
  const open = shown ?? /^\/user-pools\/([^/]+_[^/]+)/.exec(path)?.[1];
  // Read when somebody searches: until then no page has a call that it does not show the failure of (G-5).
  const pools = useUserPools(typed !== '').data ?? [];
  const clients = useAppClients(open ?? '').data ?? [];
  const id = open ?? (pools.length === 1 ? pools[0]?.Id : undefined);
  const pool = id === undefined ? undefined : { id, name: pools.find((each) => each.Id === id)?.Name ?? id };
  const client = /^\/user-pools\/[^/]+\/app-clients\/([^/]+)/.exec(path)?.[1];
  const wanted = typed.trim().toLowerCase();
  const ofClients =
    wanted === '' || pool === undefined
      ? []
      : clients
          .filter(({ ClientName = '', ClientId = '' }) =>
            [ClientName, ClientId].some((each) => each.toLowerCase().includes(wanted)),
          )
          .map(({ ClientName = '', ClientId = '' }) => ({
            address: url('/user-pools/:pool/app-clients/:client', { pool: pool.id, client: ClientId }),
            text: ClientName,
            where: `App client ${ClientId}`,
          }));
  const users = useFoundUsers(pool?.id, wanted === '' ? '' : typed.trim());
  const only = client ?? (clients.length === 1 ? clients[0]?.ClientId : undefined);
  const all = [...findPages(pages, typed, pool, only), ...findPools(pools, typed), ...ofClients, ...users];
  const addresses = new Set<string>();
  return all
    .filter(({ address }) => !addresses.has(address) && addresses.add(address))
    .slice(0, SHOWN_AT_MOST);
}

/** By ListUsers, which an index answers; asked when the typing pauses. */
function useFoundUsers(pool: string | undefined, typed: string): Found[] {
  const beginning = usePaused(typed);
  const isWanted = pool !== undefined && beginning === typed && beginning.length >= USERS_FROM;
  const { data } = useResource(['users', pool, 'beginning', beginning], () => findUsers(pool ?? '', beginning), {
    enabled: isWanted,
  });
  return isWanted ? (data ?? []) : [];
}

async function findUsers(pool: string, beginning: string): Promise<Found[]> {
  return (await import('./found-users')).foundUsers(pool, beginning);
}

/** A text once it has not changed for a moment. */
function usePaused(now: string): string {
  const [paused, setPaused] = useState(now);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(now), TYPING_MILLIS);
    return () => clearTimeout(timer);
  }, [now]);
  return paused;
}
