import { useSession } from './session';
import type { Role } from './session-api';

/** What kinds of writes there are, for the roles (ui 5.8). The API's policies decide; this only says it beforehand. */
export type WriteKind = 'server' | 'pools' | 'users';

const ALLOWED: Readonly<Record<Role, readonly WriteKind[]>> = {
  Administrator: ['server', 'pools', 'users'],
  PoolAdministrator: ['pools', 'users'],
  Support: ['users'],
  ReadOnly: [],
};

const NAMES: Readonly<Record<Role, string>> = {
  Administrator: 'Administrator',
  PoolAdministrator: 'Pool administrator',
  Support: 'Support',
  ReadOnly: 'Read-only',
};

export function roleName(role: Role): string {
  return NAMES[role];
}

/**
 * Why a write cannot be done, for `disabledReason` of its button; undefined where it can: "You need
 * cognito-idp:DeleteUserPool. Your role is Read-only." (G-6).
 *
 * @param action as in a policy: `cognito-idp:DeleteUserPool`, `gatehouse:DeleteAdministrator`
 */
export function useDenied(action: string, kind: WriteKind): string | undefined {
  const { Role: role } = useSession();
  return ALLOWED[role].includes(kind) ? undefined : `You need ${action}. Your role is ${NAMES[role]}.`;
}

/** Whether he is confined to some pools: the whole server is then not his to see. */
export function useIsLimited(): boolean {
  const { Role: role, Pools } = useSession();
  return role === 'PoolAdministrator' || Pools.length > 0;
}
