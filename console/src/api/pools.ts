import {
  DescribeUserPoolCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
  type UserPoolClientDescription,
  type UserPoolDescriptionType,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { aws } from './cognito';
import { allPages } from './paging';
import { useRegion } from './region';
import { useResource, type Resource } from './resource';

/** What many pages show of pools and clients, each read by one key. */

/** All pools of the chosen region; `reload('user-pools')` after writes. */
export function useUserPools(enabled = true): Resource<UserPoolDescriptionType[]> {
  const region = useRegion();
  return useResource(['user-pools', region], listUserPools, { poll: true, enabled });
}

export function listUserPools(): Promise<UserPoolDescriptionType[]> {
  return allPages(async (NextToken) => {
    const page = await aws(new ListUserPoolsCommand({ MaxResults: 60, ...(NextToken === undefined ? {} : { NextToken }) }));
    return [page.UserPools ?? [], page.NextToken];
  });
}

/** One pool; `reload('user-pool', poolId)` after writes. */
export function useUserPool(poolId: string): Resource<UserPoolType> {
  return useResource(['user-pool', poolId], () => describeUserPool(poolId), { enabled: poolId !== '' });
}

export async function describeUserPool(poolId: string): Promise<UserPoolType> {
  const { UserPool } = await aws(new DescribeUserPoolCommand({ UserPoolId: poolId }));
  return UserPool ?? {};
}

/** Names and ids of a pool's app clients; `reload('app-clients', poolId)` after writes. */
export function useAppClients(poolId: string): Resource<UserPoolClientDescription[]> {
  return useResource(['app-clients', poolId], () => listAppClients(poolId), { poll: true, enabled: poolId !== '' });
}

export function listAppClients(poolId: string): Promise<UserPoolClientDescription[]> {
  return allPages(async (NextToken) => {
    const page = await aws(
      new ListUserPoolClientsCommand({
        UserPoolId: poolId,
        MaxResults: 60,
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
    return [page.UserPoolClients ?? [], page.NextToken];
  });
}
