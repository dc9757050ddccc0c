import type { CreateUserPoolCommandInput, SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';
import { clientInput, type AppType } from '../../api/app-types';
import { rule } from '../../api/rules';
import type { Wanted } from './plan';
import { text } from './text';

/** What the one page asks. */
export interface OnePageValues {
  readonly type: AppType;
  readonly app: string;
  readonly pool: string;
  readonly identifiers: readonly Identifier[];
  readonly attributes: readonly string[];
  readonly selfRegistration: boolean;
  readonly returnUrl: string;
  readonly withServer: boolean;
  readonly identifier: string;
  /** One a line. */
  readonly scopes: string;
  readonly prefix: string;
}

export type Identifier = 'email' | 'phone_number' | 'username';

/** What sign-up can demand: standard attributes that people know of themselves. */
export const ATTRIBUTES = [
  'address',
  'birthdate',
  'email',
  'family_name',
  'gender',
  'given_name',
  'locale',
  'middle_name',
  'name',
  'nickname',
  'phone_number',
  'picture',
  'preferred_username',
  'profile',
  'website',
  'zoneinfo',
] as const;

export function scopeNames(lines: string): string[] {
  return lines.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

export function scopesFault(lines: string): string | undefined {
  const names = scopeNames(lines);
  if (names.length === 0) return text.scopesNone;
  const check = rule('ResourceServerScopeNameType', text.scopes);
  const wrong = names.find((name) => check(name) !== undefined);
  return wrong === undefined ? undefined : text.scopesWrong(wrong);
}

/** Sign-in identifiers and required attributes that do not go together (ui 8.3). */
export function identifiersFault(
  identifiers: readonly Identifier[],
  attributes: readonly string[],
): string | undefined {
  if (identifiers.length === 0) return text.identifiersNone;
  const isReachable = ['email', 'phone_number'].some((name) => attributes.includes(name));
  return identifiers.length === 1 && identifiers[0] === 'username' && !isReachable ? text.identifiersUsername : undefined;
}

/** What the identifiers demand of sign-up. */
export function demanded(identifiers: readonly Identifier[]): string[] {
  return identifiers.filter((identifier) => identifier !== 'username');
}

/** How a pool's users are called and what they have; none of it can be changed later. */
export function identityInput(
  identifiers: readonly Identifier[],
  attributes: readonly string[],
): Partial<CreateUserPoolCommandInput> {
  const addresses = identifiers.filter((identifier) => identifier !== 'username') as ('email' | 'phone_number')[];
  const hasUsername = identifiers.includes('username');
  const required = [...new Set([...(hasUsername ? [] : addresses.slice(0, 1)), ...attributes])];
  return {
    ...(addresses.length === 0
      ? {}
      : hasUsername
        ? { AliasAttributes: addresses }
        : { UsernameAttributes: addresses }),
    ...(required.length === 0
      ? {}
      : { Schema: required.map((Name): SchemaAttributeType => ({ Name, Required: true, Mutable: true })) }),
    // Phone numbers are verified by SMS alone, which a new pool has no account for.
    ...(addresses.includes('email') || attributes.includes('email') ? { AutoVerifiedAttributes: ['email'] } : {}),
  };
}

/** What is to be made for what was entered. */
export function wantedOf(values: OnePageValues): Wanted {
  const { type, app, pool, prefix } = values;
  const isMachine = type === 'm2m';
  const scopes = isMachine && values.withServer ? scopeNames(values.scopes) : [];
  const { UserPoolId: _, ...client } = clientInput(type, {
    poolId: '',
    name: app,
    returnUrl: isMachine ? '' : values.returnUrl,
    customScopes: scopes.map((scope) => `${values.identifier}/${scope}`),
  });
  return {
    pool: {
      PoolName: pool,
      DeletionProtection: 'ACTIVE',
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: isMachine || !values.selfRegistration },
      ...(isMachine ? {} : identityInput(values.identifiers, values.attributes)),
    },
    domain: { name: prefix },
    ...(scopes.length === 0
      ? {}
      : {
          resourceServer: {
            Identifier: values.identifier,
            Name: serverName(values.identifier),
            Scopes: scopes.map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName })),
          },
        }),
    client,
  };
}

/** An identifier may have characters that a name may not (RS-01, RS-03). */
export function serverName(identifier: string): string {
  return identifier.replace(/[^\w\s+=,.@-]/gu, '-');
}

/** "1 user pool, 1 domain, …" */
export function parts(wanted: Wanted): string[] {
  return [
    '1 user pool',
    ...(wanted.domain === undefined ? [] : ['1 domain']),
    ...(wanted.resourceServer === undefined ? [] : ['1 resource server']),
    '1 app client',
  ];
}
