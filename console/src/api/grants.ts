import type { OAuthFlowType } from '@aws-sdk/client-cognito-identity-provider';

/** OAuth 2.0 grant types with Cognito's labels. */
export const GRANTS: readonly { readonly value: OAuthFlowType; readonly label: string }[] = [
  { value: 'code', label: 'Authorization code grant' },
  { value: 'implicit', label: 'Implicit grant' },
  { value: 'client_credentials', label: 'Client credentials' },
];

export function grantLabel(flow: string): string {
  return GRANTS.find(({ value }) => value === flow)?.label ?? flow;
}
