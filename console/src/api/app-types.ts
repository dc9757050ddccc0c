import type { CreateUserPoolClientCommandInput, ExplicitAuthFlowsType } from '@aws-sdk/client-cognito-identity-provider';

/** The kinds of applications that Cognito's console asks for (ui 8.3, 8.4), and what each wants of an app client. */
export type AppType = 'web' | 'spa' | 'mobile' | 'm2m';

export interface AppTypeText {
  readonly value: AppType;
  readonly label: string;
  readonly description: string;
  readonly defaultName: string;
}

export const APP_TYPES: readonly AppTypeText[] = [
  {
    value: 'web',
    label: 'Traditional web application',
    description: 'A server makes the pages and keeps a client secret.',
    defaultName: 'My web app',
  },
  {
    value: 'spa',
    label: 'Single-page application (SPA)',
    description: 'Runs in the browser and can keep no secret.',
    defaultName: 'My SPA app',
  },
  {
    value: 'mobile',
    label: 'Mobile app',
    description: 'Runs on a phone and can keep no secret.',
    defaultName: 'My mobile app',
  },
  {
    value: 'm2m',
    label: 'Machine-to-machine application',
    description: 'A service that asks for tokens of its own, without users.',
    defaultName: 'My M2M app',
  },
];

export function isAppType(value: string): value is AppType {
  return APP_TYPES.some((type) => type.value === value);
}

export function defaultName(type: AppType): string {
  return APP_TYPES.find(({ value }) => value === type)?.defaultName ?? '';
}

/** Whether clients of the type are made with a secret. */
export function hasSecret(type: AppType): boolean {
  return type === 'web' || type === 'm2m';
}

const USER_FLOWS: readonly ExplicitAuthFlowsType[] = [
  'ALLOW_USER_AUTH',
  'ALLOW_USER_SRP_AUTH',
  'ALLOW_REFRESH_TOKEN_AUTH',
];

/** The authentication flows that a type begins with; none for machines, who sign no users in. */
export function defaultFlows(type: AppType): ExplicitAuthFlowsType[] {
  return type === 'm2m' ? [] : [...USER_FLOWS];
}

/** What an app client of a type is created with. */
export function clientInput(
  type: AppType,
  wanted: {
    readonly poolId: string;
    readonly name: string;
    /** Empty for none. */
    readonly returnUrl?: string;
    readonly customScopes?: readonly string[];
    readonly generateSecret?: boolean;
  },
): CreateUserPoolClientCommandInput {
  const { poolId, name, returnUrl = '', customScopes = [], generateSecret = hasSecret(type) } = wanted;
  return {
    UserPoolId: poolId,
    ClientName: name,
    GenerateSecret: generateSecret,
    PreventUserExistenceErrors: 'ENABLED',
    ...(type === 'm2m' ? machine(customScopes) : forUsers(type, returnUrl, customScopes)),
  };
}

function machine(scopes: readonly string[]): Partial<CreateUserPoolClientCommandInput> {
  return {
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: [...scopes],
    // Refused without a scope (AC-21); what is stored works as soon as scopes are attached.
    AllowedOAuthFlowsUserPoolClient: scopes.length > 0,
  };
}

function forUsers(
  type: AppType,
  returnUrl: string,
  customScopes: readonly string[],
): Partial<CreateUserPoolClientCommandInput> {
  return {
    ExplicitAuthFlows: defaultFlows(type),
    SupportedIdentityProviders: ['COGNITO'],
    ...(returnUrl === ''
      ? {}
      : {
          CallbackURLs: [returnUrl],
          AllowedOAuthFlows: ['code'],
          AllowedOAuthScopes: ['openid', 'email', ...customScopes],
          AllowedOAuthFlowsUserPoolClient: true,
        }),
  };
}
