import type { ExplicitAuthFlowsType } from '@aws-sdk/client-cognito-identity-provider';

/** Alone, for GetClientToken (AC-15, AC-48); newer than the SDK's list of flows. */
export const CLIENT_TOKEN_FLOW = 'ALLOW_CLIENT_TOKEN_AUTH' as ExplicitAuthFlowsType;

/** Authentication flows with Cognito's labels (ui 8.4). */
export const AUTH_FLOWS: readonly { readonly value: ExplicitAuthFlowsType; readonly label: string }[] = [
  { value: 'ALLOW_USER_AUTH', label: 'Choice-based sign-in' },
  { value: 'ALLOW_USER_PASSWORD_AUTH', label: 'Sign in with username and password' },
  { value: 'ALLOW_USER_SRP_AUTH', label: 'Sign in with secure remote password (SRP)' },
  { value: 'ALLOW_ADMIN_USER_PASSWORD_AUTH', label: 'Sign in with server-side administrative credentials' },
  { value: 'ALLOW_CUSTOM_AUTH', label: 'Sign in with custom authentication flows' },
  { value: 'ALLOW_REFRESH_TOKEN_AUTH', label: 'Get new user tokens from existing authenticated sessions' },
  { value: CLIENT_TOKEN_FLOW, label: 'Get client tokens without a domain' },
];

export function authFlowLabel(flow: string): string {
  return AUTH_FLOWS.find(({ value }) => value === flow)?.label ?? flow;
}

/**
 * Flows that cannot be saved together. The client-token flow stands alone and wants a secret (AC-15, AC-48); flows of
 * the first generation and `ALLOW_` ones do not mix (AC-16).
 */
export function authFlowsFault(flows: readonly string[], hasSecret: boolean): string | undefined {
  if (flows.includes(CLIENT_TOKEN_FLOW)) {
    if (flows.length > 1) return '"Get client tokens without a domain" must be the only authentication flow.';
    if (!hasSecret) return '"Get client tokens without a domain" needs an app client with a secret.';
  }
  const current = flows.filter((flow) => flow.startsWith('ALLOW_')).length;
  return current > 0 && current < flows.length
    ? 'Flows of the first generation, such as ADMIN_NO_SRP_AUTH, cannot be mixed with those above.'
    : undefined;
}
