import type { AdminCreateUserCommandInput, UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import { makePassword } from '../../api/password-policy';

export interface Draft {
  readonly invitation: 'none' | 'email' | 'sms';
  readonly username: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly phone: string;
  readonly phoneVerified: boolean;
  readonly passwordKind: 'generate' | 'set';
  readonly password: string;
  /** Other attributes that the pool requires, by name. */
  readonly others: Readonly<Record<string, string>>;
}

/** Which addresses are user names in this pool; none where it has names of their own. */
export function nameKinds(pool: UserPoolType | undefined): readonly string[] {
  return pool?.UsernameAttributes ?? [];
}

/** What a user is called: what was typed, or the address that is the name in this pool. */
export function usernameOf(pool: UserPoolType | undefined, draft: Draft): string {
  const kinds = nameKinds(pool);
  if (kinds.length === 0) return draft.username;
  return kinds.includes('email') && draft.email !== '' ? draft.email : draft.phone;
}

/** Attributes that the pool requires beside the two addresses and what it fills itself. */
export function requiredOthers(pool: UserPoolType | undefined): string[] {
  const asked = ['sub', 'email', 'phone_number'];
  return (pool?.SchemaAttributes ?? [])
    .filter(({ Name = '', Required }) => Required === true && !asked.includes(Name))
    .map(({ Name = '' }) => Name);
}

/**
 * The call that makes the user. Without an invitation nobody tells him a generated password, so it is made here, to be
 * shown once; the server makes those of invitations.
 */
export function requestOf(pool: UserPoolType, draft: Draft): AdminCreateUserCommandInput {
  const attributes = {
    email: draft.email,
    email_verified: draft.email !== '' && draft.emailVerified ? 'true' : '',
    phone_number: draft.phone,
    phone_number_verified: draft.phone !== '' && draft.phoneVerified ? 'true' : '',
    ...draft.others,
  };
  const password =
    draft.passwordKind === 'set'
      ? draft.password
      : draft.invitation === 'none'
        ? makePassword(pool.Policies?.PasswordPolicy)
        : undefined;
  return {
    UserPoolId: pool.Id,
    Username: usernameOf(pool, draft),
    UserAttributes: Object.entries(attributes)
      .filter(([, value]) => value !== '')
      .map(([Name, Value]) => ({ Name, Value })),
    ...(password === undefined ? {} : { TemporaryPassword: password }),
    ...(draft.invitation === 'none' ? { MessageAction: 'SUPPRESS' } : {}),
    ...(draft.invitation === 'none' ? {} : { DesiredDeliveryMediums: [draft.invitation === 'email' ? 'EMAIL' : 'SMS'] }),
  };
}
