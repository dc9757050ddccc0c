// The pages as their entry.ts files declare them, and something to show on each.
import {
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machinePool } from './cognito.mjs';

const folder = fileURLToPath(new URL('../src/pages/', import.meta.url));

/** Every page's path, title and aliases, read from its source: a new page is tested without being listed anywhere. */
export function declaredPages() {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('entry.ts'))
    .sort()
    .flatMap((name) => entriesOf(readFileSync(join(folder, name), 'utf8')));
}

function entriesOf(source) {
  return [...source.matchAll(/definePage\(\{([\s\S]*?)\n\s*load:/g)].map(([, body]) => ({
    path: /path: '([^']+)'/.exec(body)?.[1],
    title: string(/title: ('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/.exec(body)?.[1]),
    // What the aliases lead to: tabs and modes that have an address of their own.
    queries: [...body.matchAll(/query: \{ (\w+): '([^']+)' \}/g)].map(([, name, value]) => ({ [name]: value })),
  }));
}

function string(literal) {
  return literal?.slice(1, -1).replace(/\\(.)/g, '$1');
}

/** A pool with an app client, a user and a group. A suite whose page shows something else makes that itself and adds it to `params`. */
export async function fixture(server) {
  const client = new CognitoIdentityProviderClient({
    region: 'us-east-1',
    endpoint: server.url,
    credentials: server.credentials,
  });
  const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: 'WildRydes' }));
  const pool = UserPool.Id;
  const made = await client.send(new CreateUserPoolClientCommand({ UserPoolId: pool, ClientName: 'UnicornManager' }));
  await client.send(new AdminCreateUserCommand({ UserPoolId: pool, Username: 'jane', MessageAction: 'SUPPRESS' }));
  await client.send(new CreateGroupCommand({ UserPoolId: pool, GroupName: 'riders' }));
  return {
    client,
    params: { pool, client: made.UserPoolClient.ClientId, user: 'jane', group: 'riders' },
  };
}

/** A pool of its own with a domain, a resource server, a confidential client, a user and a group: no page of it is empty. */
export async function furnished(server) {
  const { api, pool, name, client } = await machinePool(server);
  await api.AdminCreateUser({ UserPoolId: pool, Username: 'jane', MessageAction: 'SUPPRESS' });
  await api.CreateGroup({ UserPoolId: pool, GroupName: 'riders' });
  await api.AdminAddUserToGroup({ UserPoolId: pool, Username: 'jane', GroupName: 'riders' });
  return {
    api,
    name,
    params: { pool, client: client.ClientId, user: 'jane', group: 'riders', identifier: 'api' },
    /** The h1 of a page about one thing is its name. */
    names: [name, client.ClientName, 'jane', 'riders'],
  };
}

/** What a page shows is in its path, and of these in the query. */
const QUERIES = {
  '/user-pools/:pool/domain/resource-servers/edit': ({ identifier }) => (identifier === undefined ? {} : { identifier }),
  '/user-pools/:pool/token-tester': ({ client }) => ({ client }),
};

/** The address of a page for the fixture; undefined where it has nothing for one of its variables. */
export function addressOf(page, params) {
  const missing = [...page.path.matchAll(/:(\w+)/g)].filter(([, name]) => params[name] === undefined);
  if (missing.length > 0) return undefined;
  return `/console${page.path.replace(/:(\w+)/g, (_, name) => params[name])}`;
}

/** Tabs that no alias leads to. */
const OTHER_VIEWS = { '/user-pools/:pool/users/:user': [{ tab: 'groups' }] };

/** The addresses of a page's views: itself, and its tabs and modes. */
export function viewsOf(page, params) {
  return [{}, ...page.queries, ...(OTHER_VIEWS[page.path] ?? [])].map((query) => {
    const all = new URLSearchParams({ ...QUERIES[page.path]?.(params), ...query }).toString();
    return addressOf(page, params) + (all === '' ? '' : `?${all}`);
  });
}

/** What a view is called in a report: the page, and the tab or mode. */
export function nameOf({ title }, view, views) {
  return view === views[0] ? title : `${title} (${view.split('?')[1]})`;
}
