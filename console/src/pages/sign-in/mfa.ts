import type { GetUserPoolMfaConfigCommandOutput, SetUserPoolMfaConfigCommandInput, UserPoolMfaType } from '@aws-sdk/client-cognito-identity-provider';

export const METHODS = ['TOTP', 'SMS', 'EMAIL'] as const;
export type Method = (typeof METHODS)[number];
export const STATES: readonly UserPoolMfaType[] = ['ON', 'OPTIONAL', 'OFF'];

export interface MfaDraft {
  readonly state: UserPoolMfaType;
  readonly methods: readonly Method[];
}

export function draftOf(config: GetUserPoolMfaConfigCommandOutput): MfaDraft {
  const { MfaConfiguration = 'OFF', SmsMfaConfiguration, SoftwareTokenMfaConfiguration, EmailMfaConfiguration } = config;
  const has: Readonly<Record<Method, boolean>> = {
    TOTP: SoftwareTokenMfaConfiguration?.Enabled === true,
    SMS: SmsMfaConfiguration !== undefined,
    EMAIL: EmailMfaConfiguration !== undefined,
  };
  return { state: MfaConfiguration, methods: METHODS.filter((method) => has[method]) };
}

/** The whole configuration: SetUserPoolMfaConfig switches off what is left out (UP-26), so texts of methods stay. */
export function requestOf(
  pool: string,
  before: GetUserPoolMfaConfigCommandOutput,
  { state, methods }: MfaDraft,
): SetUserPoolMfaConfigCommandInput {
  return {
    UserPoolId: pool,
    MfaConfiguration: state,
    ...(methods.includes('TOTP') ? { SoftwareTokenMfaConfiguration: { Enabled: true } } : {}),
    ...(methods.includes('SMS') ? { SmsMfaConfiguration: before.SmsMfaConfiguration ?? {} } : {}),
    ...(methods.includes('EMAIL') ? { EmailMfaConfiguration: before.EmailMfaConfiguration ?? {} } : {}),
    ...(before.WebAuthnConfiguration === undefined ? {} : { WebAuthnConfiguration: before.WebAuthnConfiguration }),
  };
}
