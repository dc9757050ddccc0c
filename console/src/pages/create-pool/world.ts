import {
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { aws } from '../../api/cognito';
import { createDomain, deleteDomain } from '../../api/domains';
import { describeUserPool } from '../../api/pools';
import { reload } from '../../api/resource';
import { changeUserPool, deleteUserPool } from '../../api/user-pools';
import type { World } from './plan';

/** The API as the plan wants it. */
export const world: World = {
  async createPool(input) {
    const { UserPool } = await aws(new CreateUserPoolCommand(input));
    return UserPool?.Id ?? '';
  },
  async createDomain(poolId, name, certificateArn) {
    await createDomain(poolId, name, certificateArn === undefined ? {} : { CertificateArn: certificateArn });
  },
  async createResourceServer(input) {
    await aws(new CreateResourceServerCommand(input));
  },
  async createClient(input) {
    const { UserPoolClient } = await aws(new CreateUserPoolClientCommand(input));
    return UserPoolClient?.ClientId ?? '';
  },
  async deletePool(poolId) {
    const pool = await describeUserPool(poolId);
    if (pool.DeletionProtection === 'ACTIVE') await changeUserPool(pool, { DeletionProtection: 'INACTIVE' });
    await deleteUserPool(poolId);
    await reload('user-pools');
  },
  deleteDomain,
};
