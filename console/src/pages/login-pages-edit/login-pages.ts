import type {
  OAuthFlowType,
  UpdateUserPoolClientCommandInput,
  UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import { customScopes, isConfidential, STANDARD_SCOPES } from '../../api/app-clients';
import { redirectUrl } from '../../api/rules';
import { text } from './text';

/** What the page edits. */
export interface Values {
  /** One a line. */
  readonly callbacks: string;
  readonly defaultRedirect: string;
  /** One a line. */
  readonly logouts: string;
  readonly cognito: boolean;
  readonly grants: readonly OAuthFlowType[];
  readonly standard: readonly string[];
  readonly custom: readonly string[];
}

const SCOPES_MAX = 50;
const URLS_MAX = 100;
const NEED_OPENID = ['email', 'phone', 'profile'];

export function valuesOf(client: UserPoolClientType): Values {
  return {
    callbacks: (client.CallbackURLs ?? []).join('\n'),
    defaultRedirect: client.DefaultRedirectURI ?? '',
    logouts: (client.LogoutURLs ?? []).join('\n'),
    cognito: client.SupportedIdentityProviders?.includes('COGNITO') ?? false,
    grants: client.AllowedOAuthFlows ?? [],
    standard: STANDARD_SCOPES.filter((scope) => client.AllowedOAuthScopes?.includes(scope) === true),
    custom: customScopes(client),
  };
}

export function linesOf(lines: string): string[] {
  return lines.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/** What is wrong with a list of URLs: the first that is. */
export function urlsFault(label: string, lines: string): string | undefined {
  const urls = linesOf(lines);
  if (urls.length > URLS_MAX) return text.manyUrls;
  const check = redirectUrl(label);
  const wrong = urls.find((url) => check(url) !== undefined);
  return wrong === undefined ? undefined : `${wrong}: ${check(wrong)}`;
}

export function isForUsers(grants: readonly OAuthFlowType[]): boolean {
  return grants.includes('code') || grants.includes('implicit');
}

/** Why a grant cannot be chosen now; undefined where it can (A-3, AC-22, AC-24). */
export function grantDenied(
  grant: OAuthFlowType,
  grants: readonly OAuthFlowType[],
  client: UserPoolClientType,
): string | undefined {
  if (grants.includes(grant)) return undefined;
  if (grant === 'client_credentials') {
    if (!isConfidential(client)) return text.noSecret;
    return isForUsers(grants) ? text.codeAlone : undefined;
  }
  return grants.includes('client_credentials') ? text.codeAlone : undefined;
}

/** OpenID comes with the scopes that need it. */
export function withScope(standard: readonly string[], scope: string, isOn: boolean): string[] {
  const next = isOn ? [...standard, scope] : standard.filter((each) => each !== scope);
  if (isOn && NEED_OPENID.includes(scope)) return [...new Set(['openid', ...next])];
  return scope === 'openid' && !isOn ? next.filter((each) => !NEED_OPENID.includes(each)) : next;
}

/** Whether token requests will be refused for want of a scope. */
export function lacksScopes({ grants, custom }: Values): boolean {
  return grants.includes('client_credentials') && custom.length === 0;
}

export function scopesFault({ grants, standard, custom }: Values): string | undefined {
  if (standard.length + custom.length > SCOPES_MAX) return text.manyScopes;
  return isForUsers(grants) && standard.length + custom.length === 0 ? text.scopesRequired : undefined;
}

/** The members that this page owns. */
export function changesOf(values: Values): Partial<UpdateUserPoolClientCommandInput> {
  const { grants, custom, defaultRedirect, cognito } = values;
  // Refused together with client credentials (AC-25).
  const standard = grants.includes('client_credentials') ? [] : values.standard;
  const scopes = [...standard, ...custom];
  return {
    CallbackURLs: linesOf(values.callbacks),
    DefaultRedirectURI: defaultRedirect === '' ? undefined : defaultRedirect,
    LogoutURLs: linesOf(values.logouts),
    AllowedOAuthFlows: [...grants],
    AllowedOAuthScopes: scopes,
    // The API refuses grants without scopes (AC-21): they are stored, and count as soon as there is a scope.
    AllowedOAuthFlowsUserPoolClient: grants.length > 0 && scopes.length > 0,
    SupportedIdentityProviders: cognito ? ['COGNITO'] : [],
  };
}
