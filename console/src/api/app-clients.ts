import {
  DeleteUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  ListUserPoolClientSecretsCommand,
  UpdateUserPoolClientCommand,
  type ClientSecretDescriptorType,
  type UpdateUserPoolClientCommandInput,
  type UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import { aws } from './cognito';
import { inputOf } from './input';
import { readMergeWrite } from './merge';
import { inParallel } from './parallel';
import { listAppClients } from './pools';
import { deleting, reload, useResource, type Resource } from './resource';

/** One app client with all its settings, or none yet; `reload('app-client', poolId)` after writes. */
export function useAppClient(poolId: string, clientId: string): Resource<UserPoolClientType> {
  return useResource(['app-client', poolId, clientId], () => describeAppClient(poolId, clientId), {
    enabled: clientId !== '',
  });
}

export async function describeAppClient(poolId: string, clientId: string): Promise<UserPoolClientType> {
  const { UserPoolClient } = await aws(new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId }));
  return UserPoolClient ?? {};
}

/** All app clients with their settings: a call for each, so only where a page cannot do without. */
export function useAllAppClients(poolId: string, enabled = true): Resource<UserPoolClientType[]> {
  return useResource(['app-client', poolId, '', 'all'], () => describeAllAppClients(poolId), { enabled });
}

export async function describeAllAppClients(poolId: string): Promise<UserPoolClientType[]> {
  const clients = await listAppClients(poolId);
  return inParallel(clients, ({ ClientId = '' }) => describeAppClient(poolId, ClientId));
}

/** Changes some settings and keeps all others. A member that is undefined is taken away. */
export async function changeAppClient(
  opened: UserPoolClientType,
  changes: Partial<UpdateUserPoolClientCommandInput>,
): Promise<void> {
  const { UserPoolId = '', ClientId = '' } = opened;
  await readMergeWrite(
    opened,
    () => describeAppClient(UserPoolId, ClientId),
    (current) =>
      aws(
        new UpdateUserPoolClientCommand({
          ...inputOf('UpdateUserPoolClient', current),
          UserPoolId,
          ClientId,
          ...changes,
        }),
      ),
    'this app client',
  );
  await reloadAppClients(UserPoolId);
}

/** What is shown of a client's secrets, the older one first. */
export async function listClientSecrets(poolId: string, clientId: string): Promise<ClientSecretDescriptorType[]> {
  const { ClientSecrets = [] } = await aws(new ListUserPoolClientSecretsCommand({ UserPoolId: poolId, ClientId: clientId }));
  const time = ({ ClientSecretCreateDate }: ClientSecretDescriptorType) => ClientSecretCreateDate?.getTime() ?? 0;
  return [...ClientSecrets].sort((a, b) => time(a) - time(b));
}

export async function deleteAppClient(poolId: string, clientId: string): Promise<void> {
  await deleting(
    (key) => key.includes(clientId),
    () => aws(new DeleteUserPoolClientCommand({ UserPoolId: poolId, ClientId: clientId })),
  );
}

export async function reloadAppClients(poolId: string): Promise<void> {
  await Promise.all([reload('app-client', poolId), reload('app-clients', poolId)]);
}

/** A client has a secret from the start or never (AC-42). */
export function isConfidential(client: UserPoolClientType): boolean {
  return client.ClientSecret !== undefined;
}

/** Whether a client may ask for tokens of its own at the token endpoint (AC-37, TK-27). */
export function isMachine(client: UserPoolClientType): boolean {
  return client.AllowedOAuthFlows?.includes('client_credentials') ?? false;
}

export const STANDARD_SCOPES = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'] as const;

/** The scopes of resource servers among a client's (AC-36). */
export function customScopes(client: UserPoolClientType): string[] {
  const standard: readonly string[] = STANDARD_SCOPES;
  return (client.AllowedOAuthScopes ?? []).filter((scope) => !standard.includes(scope));
}
