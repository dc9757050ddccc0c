import { escape, href, unescape, url } from './router';

/**
 * Where an address of Amazon's console leads in this one (ui 2.5): the server redirects `/cognito/…` to
 * `/console/cognito/…`, so that a link with the host replaced works. Words of Amazon's paths that have no page of the
 * same name here lead to the page that has their subject.
 */
const PAGES: Readonly<Record<string, string>> = {
  'app-clients': 'app-clients',
  'app-integration': 'app-clients',
  applications: 'app-clients',
  authentication: 'sign-in',
  'authentication-methods': 'authentication-methods',
  branding: 'domain',
  domain: 'domain',
  domains: 'domain',
  extensions: 'extensions',
  groups: 'groups',
  'lambda-triggers': 'extensions',
  'managed-login': 'managed-login',
  'message-templates': 'message-templates',
  messaging: 'authentication-methods',
  overview: 'overview',
  'resource-servers': 'domain',
  'sign-in': 'sign-in',
  'sign-up': 'sign-up',
  'social-and-external-providers': 'providers',
  'threat-protection': 'threat-protection',
  users: 'users',
  'user-pool-properties': 'settings',
};

/** The address here; undefined where the path is none of Amazon's console. */
export function deepLink(path: string): string | undefined {
  if (path !== '/cognito' && !path.startsWith('/cognito/')) return undefined;
  const words = path.split('/').slice(2);
  const start = words.indexOf('user-pools');
  const pool = start < 0 ? undefined : words[start + 1];
  if (start < 0 || pool === undefined || pool === '') return href('/user-pools');
  if (pool === 'create') return href('/user-pools/create');
  const id = unescape(pool) ?? '';
  const rest = words.slice(start + 2);
  // The innermost word that is known: /applications/app-clients/CLIENT, /branding/domain.
  for (const [i, word] of [...rest.entries()].reverse()) {
    const page = PAGES[word];
    if (page === undefined) continue;
    const item = rest[i + 1];
    const below = url('/user-pools/:pool', { pool: id });
    const isListed = page === 'app-clients' || page === 'groups';
    return isListed && item !== undefined && item !== '' && item !== 'create'
      ? `${below}/${page}/${escape(unescape(item) ?? '')}`
      : `${below}/${page}`;
  }
  return url('/user-pools/:pool/overview', { pool: id });
}
