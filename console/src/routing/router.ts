import { useEffect } from 'react';
import { createStore, useStore } from '../store';

/**
 * Paths under `/console/` over the browser's own history: links are plain `<a href>`, so that they can be opened in
 * another tab, copied and sent (ui 5.7). A page knows its variables from its path, and its view from the query.
 */
export const BASE = '/console';

/** The variables of a path: `'/user-pools/:pool'` gives `{ pool: string }`. */
export type PathParams<P extends string> = P extends `${infer Head}/${infer Rest}`
  ? PathParams<Head> & PathParams<Rest>
  : P extends `:${infer Name}`
    ? Record<Name, string>
    : unknown;

export interface Place {
  /** Below `/console`, decoded segment by segment when matched; begins with `/`, ends without one. */
  readonly path: string;
  readonly query: URLSearchParams;
}

const place = createStore<Place>(read());

function read(): Place {
  const { pathname, search } = window.location;
  const below = pathname.startsWith(BASE) ? pathname.slice(BASE.length) : pathname;
  return { path: below.replace(/\/+$/, '') || '/', query: new URLSearchParams(search) };
}

/** The address of a console path without variables, for `href`. */
export function href(path: string, query?: Readonly<Record<string, string>>): string {
  const search = query === undefined ? '' : new URLSearchParams(query).toString();
  return BASE + (path === '/' ? '/' : path) + (search === '' ? '' : `?${search}`);
}

/** The chapter of a page in the documentation, which is built in (`scripts/docs.mjs`); its slug is that of the heading. */
export function documentation(title: string): string {
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9\s-]/g, '')
    .replace(/\s/g, '-');
  return `${BASE}/docs/console.html#${slug}`;
}

/** The address of a path with variables: `url('/user-pools/:pool', { pool: id })`. */
export function url<P extends string>(
  path: P,
  params: PathParams<P>,
  query?: Readonly<Record<string, string>>,
): string {
  const values = params as Readonly<Record<string, string>>;
  return href(
    path.replace(/:([A-Za-z]+)/g, (_, name: string) => escape(values[name] ?? '')),
    query,
  );
}

/** What a path's variables match, or undefined. */
export function match<P extends string>(pattern: P, path: string): PathParams<P> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, segment] of wanted.entries()) {
    const value = given[i] ?? '';
    if (segment.startsWith(':')) {
      const decoded = unescape(value);
      if (decoded === undefined || decoded === '') return undefined;
      params[segment.slice(1)] = decoded;
    } else if (segment !== value) {
      return undefined;
    }
  }
  return params as PathParams<P>;
}

/**
 * A value as one segment of a path. Not by percent signs: the server takes no path with an escape (UI-17), so that there
 * is one spelling of each. A tilde and two digits for a byte: `a/b` is `a~2fb`.
 */
export function escape(value: string): string {
  const bytes = new TextEncoder().encode(value);
  const escaped = Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9@_+:,=-]/.test(character) ? character : `~${byte.toString(16).padStart(2, '0')}`;
  });
  return escaped.join('');
}

/** The value of a segment; undefined where it is none that [[escape]] makes. */
export function unescape(segment: string): string | undefined {
  const bytes: number[] = [];
  for (let i = 0; i < segment.length; i += 1) {
    if (segment[i] !== '~') {
      bytes.push(segment.charCodeAt(i));
      continue;
    }
    const digits = segment.slice(i + 1, i + 3);
    if (!/^[0-9a-f]{2}$/.test(digits)) return undefined;
    bytes.push(Number.parseInt(digits, 16));
    i += 2;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes));
  } catch {
    return undefined;
  }
}

/** Asked before the view is left; answers false to stay. Set by forms with unsaved input ([[useLeaveGuard]]). */
let guard: (() => boolean) | undefined;

/** Goes to an address of [[href]] or [[url]]; anything but a path of the console is refused (UI-16). */
export function navigate(address: string, how: 'push' | 'replace' = 'push'): void {
  const target = new URL(address, window.location.origin);
  if (target.origin !== window.location.origin || !isConsolePath(target.pathname)) {
    throw new Error(`not a path of the console: ${address}`);
  }
  if (how === 'push' && guard !== undefined && !guard()) return;
  guard = undefined;
  const written = target.pathname + target.search;
  if (how === 'push') window.history.pushState(null, '', written);
  else window.history.replaceState(null, '', written);
  const before = place.get().path;
  place.set(read());
  if (place.get().path !== before) window.scrollTo(0, 0);
}

function isConsolePath(path: string): boolean {
  return path === BASE || path.startsWith(`${BASE}/`);
}

export function usePlace(): Place {
  return useStore(place);
}

export function currentPlace(): Place {
  return place.get();
}

type QueryChanges = Readonly<Record<string, string | undefined>>;

/** Changes the view's query without a new entry in the history; undefined takes a parameter away. */
export function setQuery(changes: QueryChanges): void {
  window.history.replaceState(null, '', hereWith(changes));
  place.set(read());
}

/** The address of the shown page with changes of its query, for the `href` of what it opens in itself. */
export function hereWith(changes: QueryChanges): string {
  const query = new URLSearchParams(place.get().query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  const search = query.toString();
  return window.location.pathname + (search === '' ? '' : `?${search}`);
}

/** One parameter of the query, and how to set it. */
export function useQueryParam(name: string, fallback = ''): [string, (value: string | undefined) => void] {
  const value = usePlace().query.get(name) ?? fallback;
  return [value, (next) => setQuery({ [name]: next === fallback ? undefined : next })];
}

/** Asks with the browser's own dialog before a form with unsaved input is left (CP-5). */
export function useLeaveGuard(isDirty: boolean, question: string): void {
  useEffect(() => {
    if (!isDirty) return undefined;
    const ask = () => window.confirm(question);
    const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    guard = ask;
    window.addEventListener('beforeunload', beforeUnload);
    return () => {
      if (guard === ask) guard = undefined;
      window.removeEventListener('beforeunload', beforeUnload);
    };
  }, [isDirty, question]);
}

/** Follows clicks on links of the console without loading the page again; called once. */
export function startRouter(): void {
  window.addEventListener('popstate', () => place.set(read()));
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!(link instanceof HTMLAnchorElement) || link.hasAttribute('download')) return;
    if (link.target !== '' && link.target !== '_self') return;
    if (link.origin !== window.location.origin || !isConsolePath(link.pathname)) return;
    if (link.hash !== '' && link.pathname === window.location.pathname) return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
}
