import {
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  ListUsersCommand,
  type AdminGetUserCommandOutput,
  type AttributeType,
  type GroupType,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import { aws } from './cognito';
import { allPages } from './paging';

/** By what ListUsers finds users (users §2.8), in the order in which it is offered. */
export const SEARCHED = [
  'username',
  'email',
  'phone_number',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
  'sub',
  'cognito:user_status',
  'status',
] as const;

export type Searched = (typeof SEARCHED)[number];

export interface UserFilter {
  readonly attribute: Searched;
  readonly isPrefix: boolean;
  readonly value: string;
}

const FILTER_MAX = 256;

/** A filter as ListUsers reads it: `email ^= "ada@"`. A quote is escaped, a backslash is not (users §2.8). */
export function filterText({ attribute, isPrefix, value }: UserFilter): string {
  return `${attribute} ${isPrefix ? '^=' : '='} "${value.replaceAll('"', '\\"')}"`;
}

/** Why a filter cannot be asked for, in words. */
export function filterProblem(filter: UserFilter): string | undefined {
  if (filter.value.endsWith('\\')) return 'A search may not end with a backslash.';
  return filterText(filter).length > FILTER_MAX ? 'This is too long to be searched for.' : undefined;
}

/** `UserStatus` in words (ui 8.5). */
const STATUSES: Readonly<Record<string, string>> = {
  UNCONFIRMED: 'Unconfirmed',
  CONFIRMED: 'Confirmed',
  FORCE_CHANGE_PASSWORD: 'Force change password',
  RESET_REQUIRED: 'Reset required',
  EXTERNAL_PROVIDER: 'External provider',
  ARCHIVED: 'Archived',
  COMPROMISED: 'Compromised',
  UNKNOWN: 'Unknown',
};

/** Those that a user can have here. */
export const USER_STATUSES = ['UNCONFIRMED', 'CONFIRMED', 'FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED', 'EXTERNAL_PROVIDER'] as const;

export function statusWords(status: string | undefined): string {
  return status === undefined ? '-' : (STATUSES[status] ?? status);
}

export function attributeOf(attributes: readonly AttributeType[] | undefined, name: string): string | undefined {
  return attributes?.find((each) => each.Name === name)?.Value;
}

export interface FoundUsers {
  readonly users: readonly UserType[];
  /** Whether there are more than these. */
  readonly hasMore: boolean;
}

const BATCH = 60;

/** The first users that a filter finds, up to so many batches of 60. */
export async function findUsers(pool: string, filter: UserFilter | undefined, batches: number): Promise<FoundUsers> {
  const users: UserType[] = [];
  let token: string | undefined;
  for (let batch = 0; batch < batches; batch += 1) {
    const page = await aws(
      new ListUsersCommand({
        UserPoolId: pool,
        Limit: BATCH,
        ...(filter === undefined ? {} : { Filter: filterText(filter) }),
        ...(token === undefined ? {} : { PaginationToken: token }),
      }),
    );
    users.push(...(page.Users ?? []));
    token = page.PaginationToken;
    if (token === undefined) break;
  }
  return { users, hasMore: token !== undefined };
}

const BEGINNING_MAX = 5;

/** A few users whose name or e-mail address begins so; nobody where the filter cannot say it. */
export async function findByBeginning(pool: string, value: string): Promise<UserType[]> {
  const filters = (['username', 'email'] as const).map((attribute): UserFilter => ({ attribute, isPrefix: true, value }));
  const found = await Promise.all(
    filters
      .filter((filter) => filterProblem(filter) === undefined)
      .map((filter) =>
        aws(new ListUsersCommand({ UserPoolId: pool, Limit: BEGINNING_MAX, Filter: filterText(filter) })),
      ),
  );
  const users = found.flatMap(({ Users = [] }) => Users);
  return users.filter(({ Username }, at) => users.findIndex((each) => each.Username === Username) === at);
}

export function getUser(pool: string, username: string): Promise<AdminGetUserCommandOutput> {
  return aws(new AdminGetUserCommand({ UserPoolId: pool, Username: username }));
}

export function listGroupsOf(pool: string, username: string): Promise<GroupType[]> {
  return allPages(async (NextToken) => {
    const page = await aws(
      new AdminListGroupsForUserCommand({
        UserPoolId: pool,
        Username: username,
        Limit: BATCH,
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
    return [page.Groups ?? [], page.NextToken];
  });
}
