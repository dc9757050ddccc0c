import type {
  CreateUserPoolCommandInput,
  ExplicitAuthFlowsType,
  PasswordPolicyType,
} from '@aws-sdk/client-cognito-identity-provider';
import { identityInput, type Identifier } from './one-page';
import type { Wanted } from './plan';

export type DetailedAppType = 'public' | 'confidential' | 'other';

/** What the six steps ask. */
export interface DetailedValues {
  readonly identifiers: readonly Identifier[];
  readonly passwordMode: 'defaults' | 'custom';
  readonly minimumLength: string;
  readonly requirements: readonly Requirement[];
  readonly temporaryDays: string;
  readonly recovery: boolean;
  readonly selfRegistration: boolean;
  readonly verify: boolean;
  readonly attributes: readonly string[];
  readonly replyTo: string;
  readonly pool: string;
  readonly domainKind: 'none' | 'cognito' | 'custom';
  readonly prefix: string;
  readonly host: string;
  readonly certificate: string;
  readonly appType: DetailedAppType;
  readonly client: string;
  readonly generateSecret: boolean;
  /** One a line. */
  readonly callbacks: string;
  readonly flows: readonly ExplicitAuthFlowsType[];
}

export type Requirement = 'RequireNumbers' | 'RequireSymbols' | 'RequireUppercase' | 'RequireLowercase';
export const REQUIREMENTS: readonly Requirement[] = [
  'RequireNumbers',
  'RequireSymbols',
  'RequireUppercase',
  'RequireLowercase',
];

/** Cognito's defaults of the older console: user names, no MFA, recovery by e-mail, self-registration (ui 8.3). */
export const DEFAULTS: DetailedValues = {
  identifiers: ['username'],
  passwordMode: 'defaults',
  minimumLength: '8',
  requirements: REQUIREMENTS,
  temporaryDays: '7',
  recovery: true,
  selfRegistration: true,
  verify: true,
  attributes: ['email'],
  replyTo: '',
  pool: '',
  domainKind: 'none',
  prefix: '',
  host: '',
  certificate: '',
  appType: 'public',
  client: '',
  generateSecret: false,
  callbacks: '',
  flows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'],
};

export function linesOf(lines: string): string[] {
  return lines.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

function passwordPolicy(values: DetailedValues): PasswordPolicyType | undefined {
  if (values.passwordMode === 'defaults') return undefined;
  return {
    MinimumLength: Number(values.minimumLength),
    TemporaryPasswordValidityDays: Number(values.temporaryDays),
    ...Object.fromEntries(REQUIREMENTS.map((name) => [name, values.requirements.includes(name)])),
  };
}

/** The pool's part. */
export function poolInput(values: DetailedValues): CreateUserPoolCommandInput {
  const policy = passwordPolicy(values);
  const { AutoVerifiedAttributes, ...identity } = identityInput(values.identifiers, values.attributes);
  return {
    PoolName: values.pool,
    DeletionProtection: 'ACTIVE',
    ...(policy === undefined ? {} : { Policies: { PasswordPolicy: policy } }),
    MfaConfiguration: 'OFF',
    ...identity,
    ...(values.verify && AutoVerifiedAttributes !== undefined ? { AutoVerifiedAttributes } : {}),
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: !values.selfRegistration },
    AccountRecoverySetting: {
      RecoveryMechanisms: [{ Name: values.recovery ? 'verified_email' : 'admin_only', Priority: 1 }],
    },
    ...(values.replyTo === '' ? {} : { EmailConfiguration: { ReplyToEmailAddress: values.replyTo } }),
  };
}

/** What is to be made for what was entered. */
export function wantedOf(values: DetailedValues): Wanted {
  const callbacks = linesOf(values.callbacks);
  const hasPages = values.domainKind !== 'none' && callbacks.length > 0;
  return {
    pool: poolInput(values),
    ...(values.domainKind === 'none' ? {} : { domain: domainOf(values) }),
    client: {
      ClientName: values.client,
      GenerateSecret: values.generateSecret,
      PreventUserExistenceErrors: 'ENABLED',
      ExplicitAuthFlows: [...values.flows],
      SupportedIdentityProviders: ['COGNITO'],
      ...(hasPages
        ? {
            CallbackURLs: callbacks,
            AllowedOAuthFlows: ['code'],
            AllowedOAuthScopes: ['openid', 'email'],
            AllowedOAuthFlowsUserPoolClient: true,
          }
        : {}),
    },
  };
}

function domainOf({ domainKind, prefix, host, certificate }: DetailedValues) {
  return domainKind === 'custom' ? { name: host, certificateArn: certificate } : { name: prefix };
}
