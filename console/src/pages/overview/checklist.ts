import type { ResourceServerType, UserPoolClientType, UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import { customScopes, isConfidential, isMachine } from '../../api/app-clients';
import { domainsOf } from '../../api/user-pools';
import type { ClientUsage } from '../../api/operations';

export type ItemId = 'domain' | 'server' | 'machineClient' | 'token' | 'userClient' | 'callback' | 'user';

export interface Item {
  readonly id: ItemId;
  readonly isDone: boolean;
}

/** What is known of a pool. */
export interface Facts {
  readonly pool: UserPoolType;
  readonly servers: readonly ResourceServerType[];
  readonly clients: readonly UserPoolClientType[];
  /** Whether a machine of the pool got a token: counted by the server, or in the token tester of this browser. */
  readonly hadToken: boolean;
}

/** Whether the server counted a token of a machine. */
export function hadToken(clients: readonly UserPoolClientType[], usage: ReadonlyMap<string, ClientUsage>): boolean {
  return clients.some((client) => isMachine(client) && usage.get(client.ClientId ?? '')?.LastTokenDate !== undefined);
}

/** What machine-to-machine access needs (ui 8.14). */
export function machineItems({ pool, servers, clients, hadToken }: Facts): Item[] {
  return [
    { id: 'domain', isDone: domainsOf(pool).length > 0 },
    { id: 'server', isDone: servers.some(({ Scopes = [] }) => Scopes.length > 0) },
    {
      id: 'machineClient',
      isDone: clients.some((client) => isMachine(client) && isConfidential(client) && customScopes(client).length > 0),
    },
    { id: 'token', isDone: hadToken },
  ];
}

/** What users need to sign in. */
export function userItems({ pool, clients }: Facts): Item[] {
  const forUsers = clients.filter((client) => !isMachine(client));
  return [
    { id: 'userClient', isDone: forUsers.length > 0 },
    { id: 'callback', isDone: forUsers.some(({ CallbackURLs = [] }) => CallbackURLs.length > 0) },
    { id: 'user', isDone: (pool.EstimatedNumberOfUsers ?? 0) > 0 },
  ];
}

/** Gone when complete. */
export function isComplete(items: readonly Item[]): boolean {
  return items.every(({ isDone }) => isDone);
}

/** What recommendations are made of. */
export interface Looked {
  readonly pool: UserPoolType;
  readonly clients: readonly UserPoolClientType[];
  /** When the oldest secret of an app client was made, by client id. */
  readonly secretsSince: Readonly<Record<string, Date>>;
}

export type ClientAdvice = 'implicit' | 'no-scopes' | 'http' | 'old-secret' | 'unused';

export type Advice =
  | { readonly kind: ClientAdvice; readonly client: UserPoolClientType }
  | { readonly kind: 'no-mfa'; readonly client?: undefined };

const SECRET_MAX_MILLIS = 365 * 24 * 3600 * 1000;

/** What should be looked at (ui 8.14). */
export function adviceFor({ pool, clients, secretsSince }: Looked, now: Date): Advice[] {
  const isForUsers = clients.some((client) => !isMachine(client));
  const isWithoutMfa = (pool.MfaConfiguration ?? 'OFF') === 'OFF';
  return [
    ...clients.flatMap((client) =>
      adviceForClient(client, secretsSince[client.ClientId ?? ''], now).map((kind) => ({ kind, client })),
    ),
    ...(isForUsers && isWithoutMfa ? [{ kind: 'no-mfa' as const }] : []),
  ];
}

function adviceForClient(client: UserPoolClientType, secretSince: Date | undefined, now: Date): ClientAdvice[] {
  const { AllowedOAuthFlows: flows = [], CallbackURLs: callbacks = [] } = client;
  const kinds: [ClientAdvice, boolean][] = [
    ['implicit', flows.includes('implicit')],
    ['no-scopes', isMachine(client) && customScopes(client).length === 0],
    ['http', callbacks.some((callback) => callback.toLowerCase().startsWith('http:'))],
    ['old-secret', secretSince !== undefined && now.getTime() - secretSince.getTime() > SECRET_MAX_MILLIS],
  ];
  return kinds.filter(([, applies]) => applies).map(([kind]) => kind);
}

const UNUSED_SECONDS = 90 * 86_400;

/** App clients whose last token is older than 90 days; one that never had any may be one that is not used yet. */
export function unusedClients(
  clients: readonly UserPoolClientType[],
  usage: ReadonlyMap<string, ClientUsage>,
  nowSeconds: number,
): Advice[] {
  return clients
    .filter(({ ClientId = '' }) => nowSeconds - (usage.get(ClientId)?.LastTokenDate ?? nowSeconds) > UNUSED_SECONDS)
    .map((client) => ({ kind: 'unused', client }));
}
