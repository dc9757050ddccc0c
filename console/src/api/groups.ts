import {
  GetGroupCommand,
  ListGroupsCommand,
  ListUsersInGroupCommand,
  type GroupType,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import { aws } from './cognito';
import { allPages } from './paging';

const BATCH = 60;

/** All groups of a pool; `reload('groups', poolId)` after writes. */
export function listGroups(pool: string): Promise<GroupType[]> {
  return allPages(async (NextToken) => {
    const page = await aws(
      new ListGroupsCommand({ UserPoolId: pool, Limit: BATCH, ...(NextToken === undefined ? {} : { NextToken }) }),
    );
    return [page.Groups ?? [], page.NextToken];
  });
}

export async function getGroup(pool: string, group: string): Promise<GroupType> {
  const { Group } = await aws(new GetGroupCommand({ UserPoolId: pool, GroupName: group }));
  return Group ?? {};
}

/** Who is in a group; `reload('group-members', poolId, group)` after writes. */
export function listMembers(pool: string, group: string): Promise<UserType[]> {
  return allPages(async (NextToken) => {
    const page = await aws(
      new ListUsersInGroupCommand({
        UserPoolId: pool,
        GroupName: group,
        Limit: BATCH,
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
    return [page.Users ?? [], page.NextToken];
  });
}
