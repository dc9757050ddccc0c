import {
  DeleteResourceServerCommand,
  DescribeResourceServerCommand,
  ListResourceServersCommand,
  UpdateResourceServerCommand,
  type ResourceServerScopeType,
  type ResourceServerType,
  type UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import { aws } from './cognito';
import { CONFLICT } from './merge';
import { ApiFailure } from './failure';
import { allPages } from './paging';
import { reload, useResource, type Resource } from './resource';

/** A pool's resource servers with their scopes; `reload('resource-servers', poolId)` after writes. */
export function useResourceServers(poolId: string): Resource<ResourceServerType[]> {
  return useResource(['resource-servers', poolId], () => listResourceServers(poolId), { poll: true });
}

export function listResourceServers(poolId: string): Promise<ResourceServerType[]> {
  return allPages(async (NextToken) => {
    const page = await aws(
      new ListResourceServersCommand({
        UserPoolId: poolId,
        MaxResults: 50,
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
    return [page.ResourceServers ?? [], page.NextToken];
  });
}

export async function describeResourceServer(poolId: string, identifier: string): Promise<ResourceServerType> {
  const { ResourceServer } = await aws(
    new DescribeResourceServerCommand({ UserPoolId: poolId, Identifier: identifier }),
  );
  return ResourceServer ?? {};
}

/**
 * Replaces name and scopes, which the update operation wants both (RS-09). Resource servers have no date of their last
 * change, so what was opened is compared with what is there now.
 *
 * @throws ApiFailure with code [[CONFLICT]] where somebody else changed it meanwhile
 */
export async function changeResourceServer(
  opened: ResourceServerType,
  changes: { readonly Name: string; readonly Scopes: readonly ResourceServerScopeType[] },
): Promise<void> {
  const { UserPoolId = '', Identifier = '' } = opened;
  const current = await describeResourceServer(UserPoolId, Identifier);
  if (spelled(current) !== spelled(opened)) {
    const words = 'Someone changed this resource server. Reload to see the change; then make yours again.';
    throw new ApiFailure(CONFLICT, words, undefined, undefined, '', undefined);
  }
  await aws(
    new UpdateResourceServerCommand({ UserPoolId, Identifier, Name: changes.Name, Scopes: [...changes.Scopes] }),
  );
  await reload('resource-servers', UserPoolId);
}

function spelled({ Name, Scopes = [] }: ResourceServerType): string {
  const scopes = Scopes.map(({ ScopeName, ScopeDescription }) => [ScopeName, ScopeDescription]);
  // The order of scopes is not kept (RS-06).
  return JSON.stringify([Name, scopes.sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))]);
}

export async function deleteResourceServer(poolId: string, identifier: string): Promise<void> {
  await aws(new DeleteResourceServerCommand({ UserPoolId: poolId, Identifier: identifier }));
  await reload('resource-servers', poolId);
}

/** The scopes as they are requested: `identifier/name` (RS-04). */
export function fullScopes({ Identifier = '', Scopes = [] }: ResourceServerType): string[] {
  return Scopes.map(({ ScopeName = '' }) => `${Identifier}/${ScopeName}`);
}

/** A scope's name has no slash, its resource server's identifier may have some (RS-04). */
export function isScopeOf(identifier: string, scope: string): boolean {
  return scope.slice(0, scope.lastIndexOf('/')) === identifier;
}

/** Which clients list a scope of the server, or one certain scope. */
export function usersOf(
  clients: readonly UserPoolClientType[],
  identifier: string,
  scopeName?: string,
): UserPoolClientType[] {
  return clients.filter(({ AllowedOAuthScopes = [] }) =>
    scopeName === undefined
      ? AllowedOAuthScopes.some((scope) => isScopeOf(identifier, scope))
      : AllowedOAuthScopes.includes(`${identifier}/${scopeName}`),
  );
}
