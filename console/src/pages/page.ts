import type { ComponentType } from 'react';
import type { PathParams } from '../routing/router';
import { createChunk, type Chunk } from './chunk';

/** Where an entry of the side navigation stands; the order of groups and entries is that of ui 6. */
export type NavigationGroup =
  | ''
  | 'Applications'
  | 'User management'
  | 'Authentication'
  | 'Security'
  | 'Branding'
  | 'Developer tools'
  | 'Server';

export interface NavigationEntry {
  readonly group: NavigationGroup;
  /** Only where it is not the page's title. */
  readonly text?: string;
}

/** A word of a tutorial that leads to the page (ui 2.5), with what to say to a reader of that tutorial. */
export interface Alias {
  readonly words: readonly string[];
  /** Added to the page's address: `{ tab: 'login-pages' }`. */
  readonly query?: Readonly<Record<string, string>>;
  readonly note?: string;
}

export interface PageProps<P extends string> {
  readonly params: PathParams<P>;
}

export interface PageSpec<P extends string> {
  /** Below `/console`, with `:name` for variables; `:pool` and `:client` are a pool's and an app client's id. */
  readonly path: P;
  /** The h1 and the name in the sitemap (G-1); of a page about one thing, the kind of thing. */
  readonly title: string;
  readonly navigation?: NavigationEntry;
  readonly aliases?: readonly Alias[];
  /** Its own chunk: `() => import('./AppClients')`. */
  readonly load: () => Promise<{ default: ComponentType<PageProps<P>> }>;
}

export interface PageEntry extends Omit<PageSpec<string>, 'load'> {
  readonly chunk: Chunk<PageProps<string>>;
}

/** A page's line in `pages/index.ts`. */
export function definePage<P extends string>(spec: PageSpec<P>): PageEntry {
  const { load, ...rest } = spec;
  return { ...rest, chunk: createChunk(load) as Chunk<PageProps<string>> };
}
