import {
  DeleteUserPoolCommand,
  UpdateUserPoolCommand,
  type UpdateUserPoolCommandInput,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { aws } from './cognito';
import { deleteDomain } from './domains';
import { inputOf } from './input';
import { readMergeWrite } from './merge';
import { describeUserPool } from './pools';
import { deleting, reload } from './resource';

/** Changes some settings of a pool and keeps all others (ui 5.4). */
export async function changeUserPool(
  opened: UserPoolType,
  changes: Partial<UpdateUserPoolCommandInput>,
): Promise<void> {
  const UserPoolId = opened.Id ?? '';
  await readMergeWrite(
    opened,
    () => describeUserPool(UserPoolId),
    (current) =>
      aws(
        new UpdateUserPoolCommand({
          ...inputOf('UpdateUserPool', current),
          UserPoolId,
          ...(current.Name === undefined ? {} : { PoolName: current.Name }),
          ...changes,
        }),
      ),
    'this user pool',
  );
  await reloadUserPools(UserPoolId);
}

/** A pool's domains, its prefix first. */
export function domainsOf({ Domain, CustomDomain }: UserPoolType): string[] {
  return [Domain, CustomDomain].filter((domain) => domain !== undefined && domain !== '') as string[];
}

/** Deletes a pool; its domains first, because the API refuses to delete a pool that has one (ST-1). */
export async function deleteUserPool(poolId: string): Promise<void> {
  for (const domain of domainsOf(await describeUserPool(poolId))) await deleteDomain(poolId, domain);
  await deleting(
    (key) => key.includes(poolId),
    () => aws(new DeleteUserPoolCommand({ UserPoolId: poolId })),
  );
}

export async function reloadUserPools(poolId: string): Promise<void> {
  await Promise.all([reload('user-pool', poolId), reload('user-pools')]);
}
