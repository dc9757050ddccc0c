import { extension } from './extension';
import type { ClientUsage, HistoryRange, MetricHistory } from './operations';
import { allPages } from './paging';
import { useResource, type Resource } from './resource';

/** Whose history: the whole server's without a pool. */
export interface Whose {
  readonly pool?: string;
  readonly client?: string;
}

/** What applications did until now, read anew every five seconds (O-2). */
export function useHistory(whose: Whose, range: HistoryRange): Resource<MetricHistory> {
  const { pool, client } = whose;
  return useResource(['history', pool ?? '', client ?? '', range], () => history(whose, range), { poll: true });
}

function history({ pool, client }: Whose, range: HistoryRange): Promise<MetricHistory> {
  return extension('GetMetricHistory', {
    ...(pool === undefined ? {} : { UserPoolId: pool }),
    ...(client === undefined ? {} : { ClientId: client }),
    Range: range,
  });
}

/** What each client of a pool did today, by its id. */
export function useClientUsage(pool: string): Resource<ReadonlyMap<string, ClientUsage>> {
  return useResource(['client-usage', pool], () => clientUsage(pool), { poll: true });
}

async function clientUsage(pool: string): Promise<ReadonlyMap<string, ClientUsage>> {
  const clients = await allPages<ClientUsage>(async (token) => {
    const answer = await extension('ListClientUsage', {
      UserPoolId: pool,
      Range: '24h',
      ...(token === undefined ? {} : { NextToken: token }),
    });
    return [answer.Clients, answer.NextToken];
  });
  return new Map(clients.map((client) => [client.ClientId, client]));
}

/** All of them together: `{ client_credentials: 3, sign_in: 1 }` is 4. */
export function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
