import type { Administrator } from '../../api/operations';
import type { Role } from '../../session/session-api';

export const ROLES: readonly Role[] = ['Administrator', 'PoolAdministrator', 'Support', 'ReadOnly'];

/** The shape of an IAM user name. */
const NAME = /^[A-Za-z0-9_+=,.@-]{1,64}$/;
const PASSWORD_MIN = 12;
const PASSWORD_MAX = 256;

export interface AdministratorDraft {
  readonly name: string;
  readonly role: Role;
  readonly pools: readonly string[];
}

export const isName = (name: string) => NAME.test(name);

/** Counted in characters, as the server does. */
export function isPassword(password: string): boolean {
  const length = [...password].length;
  return length >= PASSWORD_MIN && length <= PASSWORD_MAX;
}

/** Whether a role has pools, and whether it must. */
export function poolsOf(role: Role): 'none' | 'optional' | 'required' {
  return role === 'PoolAdministrator' ? 'required' : role === 'Support' ? 'optional' : 'none';
}

/** What is sent; a role without pools sends none, whatever was chosen before. */
export function requestOf({ name, role, pools }: AdministratorDraft) {
  return { Name: name, Role: role, ...(poolsOf(role) === 'none' || pools.length === 0 ? {} : { Pools: [...pools] }) };
}

/** The pools of an administrator in words. */
export function poolWords({ Role: role, Pools }: Administrator, all: string): string {
  return poolsOf(role) === 'none' || Pools.length === 0 ? all : Pools.join(', ');
}
