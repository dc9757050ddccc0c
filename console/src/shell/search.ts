import type { UserPoolDescriptionType } from '@aws-sdk/client-cognito-identity-provider';
import type { PageEntry } from '../pages/page';
import { href, url } from '../routing/router';

/** A place that the global search leads to. */
export interface Found {
  readonly address: string;
  readonly text: string;
  /** Where it leads: the pool's name, "Server". */
  readonly where: string;
  readonly note?: string;
}

interface Ranked {
  readonly rank: number;
  readonly found: Found;
}

/**
 * Pages by their name or by the words of any tutorial (ui 2.5), best first: the exact word, then its beginning, then a
 * part of it. Pages of a pool lead into `pool`, the one being looked at or the only one; without one they lead to the
 * list of pools, which says that one must be chosen.
 */
export function findPages(
  pages: readonly PageEntry[],
  typed: string,
  pool: { readonly id: string; readonly name: string } | undefined,
  client?: string,
): Found[] {
  const wanted = normal(typed);
  if (wanted === '') return [];
  const ranked: Ranked[] = [];
  for (const page of pages.filter(isReachable)) {
    const best = bestWord(page, wanted);
    if (best === undefined) continue;
    ranked.push({ rank: best.rank, found: place(page, best, pool, client) });
  }
  return ranked.sort((a, b) => a.rank - b.rank).map(({ found }) => found);
}

/** A page about one user or group is reached from its list: the search knows no names of these. */
function isReachable({ path }: PageEntry): boolean {
  return [...path.matchAll(/:(\w+)/g)].every(([, name]) => name === 'pool' || name === 'client');
}

interface Word {
  readonly rank: number;
  readonly query?: Readonly<Record<string, string>>;
  readonly note?: string;
}

function bestWord(page: PageEntry, wanted: string): Word | undefined {
  const words: Word[] = [];
  const add = (word: string, isAlias: boolean, more: Omit<Word, 'rank'>) => {
    const rank = rankOf(normal(word), wanted);
    if (rank !== undefined) words.push({ rank: rank * 2 + (isAlias ? 1 : 0), ...more });
  };
  add(page.title, false, {});
  for (const { words: aliases, query, note } of page.aliases ?? []) {
    for (const alias of aliases) {
      add(alias, true, { ...(query === undefined ? {} : { query }), ...(note === undefined ? {} : { note }) });
    }
  }
  return words.sort((a, b) => a.rank - b.rank)[0];
}

function rankOf(word: string, wanted: string): number | undefined {
  if (word === wanted) return 0;
  if (word.startsWith(wanted)) return 1;
  if (word.includes(` ${wanted}`)) return 2;
  return word.includes(wanted) ? 3 : undefined;
}

/** Without case, plural brackets and punctuation: "Callback URL(s)" is found by "callback urls". */
export function normal(words: string): string {
  return words
    .toLowerCase()
    .replace(/[()]/g, '')
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim();
}

function place(
  page: PageEntry,
  { query, note }: Word,
  pool: { readonly id: string; readonly name: string } | undefined,
  client: string | undefined,
): Found {
  const { title, path } = page;
  const more = note === undefined ? {} : { note };
  if (!path.includes(':pool')) {
    return { address: href(path, query), text: title, where: path.startsWith('/server') ? 'Server' : '', ...more };
  }
  if (pool === undefined) {
    return { address: href('/user-pools'), text: title, where: 'Choose a user pool first', ...more };
  }
  if (path.includes(':client') && client === undefined) {
    const address = url('/user-pools/:pool/app-clients', { pool: pool.id });
    return { address, text: title, where: `${pool.name}: choose an app client first`, ...more };
  }
  const params = { pool: pool.id, client: client ?? '' };
  return { address: url(path, params, query), text: title, where: pool.name, ...more };
}

/** Pools by name or id. */
export function findPools(pools: readonly UserPoolDescriptionType[], typed: string): Found[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  return pools
    .filter(({ Id = '', Name = '' }) => Id.toLowerCase().includes(wanted) || Name.toLowerCase().includes(wanted))
    .map(({ Id = '', Name = '' }) => ({
      address: url('/user-pools/:pool/overview', { pool: Id }),
      text: Name,
      where: `User pool ${Id}`,
    }));
}
