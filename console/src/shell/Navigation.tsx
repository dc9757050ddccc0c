import SideNavigation, { type SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import { lazy, Suspense } from 'react';
import { useUserPool } from '../api/pools';
import { useUnread } from '../api/unread';
import { pages } from '../pages';
import type { NavigationGroup, PageEntry } from '../pages/page';
import { href, url, usePlace } from '../routing/router';
import { useLayout } from './layout';

/** Groups and entries in the order of ui 6; what has no page yet has no entry. */
const POOL_ORDER: readonly [NavigationGroup, readonly string[]][] = [
  ['', ['Overview']],
  ['Applications', ['App clients']],
  ['User management', ['Users', 'Groups']],
  ['Authentication', ['Authentication methods', 'Sign-in', 'Sign-up', 'Social and external providers', 'Extensions']],
  ['Security', ['Threat protection', 'Log streaming', 'Signing keys', 'Request limits']],
  ['Branding', ['Domain', 'Resource servers', 'Managed login', 'Message templates']],
  ['Developer tools', ['Token tester', 'Message inbox', 'Request log']],
  ['', ['Settings']],
];
const INBOX = 'Message inbox';
/** Not in the first view's scripts (ui 4.8). */
const Unread = lazy(() => import('./Unread'));
const SERVER_ORDER = ['Health', 'Request log', 'Audit log', 'Access keys', 'Administrators', 'Delivery', 'Certificates', 'Backups', 'About'];

const isOfPool = (page: PageEntry) => page.path.startsWith('/user-pools/:pool/');
const textOf = (page: PageEntry) => page.navigation?.text ?? page.title;

export function Navigation() {
  const { pool } = useLayout();
  return pool === undefined ? <ServerNavigation /> : <PoolNavigation pool={pool} />;
}

function PoolNavigation(props: { readonly pool: string }) {
  const { pool } = props;
  const { data } = useUserPool(pool);
  const unread = useUnread(pool);
  const entries = pages.filter((page) => page.navigation !== undefined && isOfPool(page));
  const items: SideNavigationProps.Item[] = [];
  for (const [group, order] of POOL_ORDER) {
    const links = order.flatMap((text): SideNavigationProps.Link[] => {
      const page = entries.find((entry) => textOf(entry) === text);
      if (page === undefined) return [];
      const info = text === INBOX && unread > 0 ? { info: <Suspense fallback={null}><Unread count={unread} /></Suspense> } : {};
      return [{ type: 'link', text, href: url(page.path, { pool }), ...info }];
    });
    if (group === '') items.push(...links);
    else if (links.length > 0) items.push({ type: 'section-group', title: group, items: links });
  }
  return (
    <SideNavigation
      header={{ text: data?.Name ?? pool, href: url('/user-pools/:pool/overview', { pool }) }}
      activeHref={useActive([...entries])}
      items={items}
    />
  );
}

function ServerNavigation() {
  const entries = pages.filter((page) => page.navigation !== undefined && !isOfPool(page));
  const server = SERVER_ORDER.flatMap((text) => entries.filter((page) => textOf(page) === text));
  const others = entries.filter((page) => !server.includes(page));
  const link = (page: PageEntry): SideNavigationProps.Link => ({
    type: 'link',
    text: textOf(page),
    href: href(page.path),
  });
  return (
    <SideNavigation
      header={{ text: 'Gatehouse', href: href('/') }}
      activeHref={useActive([...entries])}
      items={[...others.map(link), { type: 'section-group', title: 'Server', items: server.map(link) }]}
    />
  );
}

/** The address of the entry that the shown page is, or is below of. */
function useActive(entries: readonly PageEntry[]): string {
  const { path } = usePlace();
  let best = '';
  for (const entry of entries) {
    const own = entry.path.replace(/:pool/, () => path.split('/')[2] ?? '');
    if ((path === own || path.startsWith(`${own}/`)) && own.length > best.length) best = own;
  }
  return best === '' ? '' : href(best);
}
