import { GetClientTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import { aws } from '../../api/cognito';
import { toFailure } from '../../api/failure';
import { regionOfPool } from '../../api/region';

export type Grant = 'client_credentials' | 'GetClientToken' | 'password' | 'refresh_token';

export function isOfUser(grant: Grant): grant is 'password' | 'refresh_token' {
  return grant === 'password' || grant === 'refresh_token';
}

/** What is asked for. Secrets are in the request alone: nothing keeps them. */
export interface TokenRequest {
  readonly poolId: string;
  /** Undefined where the pool has none. */
  readonly domain: string | undefined;
  readonly grant: Grant;
  readonly clientId: string;
  readonly secret: string;
  readonly auth: 'basic' | 'body';
  readonly scopes: readonly string[];
  readonly extra: readonly { readonly name: string; readonly value: string }[];
  /** Of the grants of users; empty for the others. */
  readonly username: string;
  readonly password: string;
  readonly refreshToken: string;
}

/** What came back. */
export interface TokenAnswer {
  readonly status: number;
  readonly millis: number;
  readonly body: string;
  /** The access token. */
  readonly token?: string;
  readonly idToken?: string;
  readonly refreshToken?: string;
  /** `invalid_client`; `status 405` for an answer without a body; `challenge SOFTWARE_TOKEN_MFA`. */
  readonly error?: string;
}

/** `Basic …`, as it is made by hand in tutorials. */
export function basicHeader(clientId: string, secret: string): string {
  const bytes = new TextEncoder().encode(`${clientId}:${secret}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** The form of a request at the token endpoint. */
export function tokenForm(request: TokenRequest): { headers: Record<string, string>; body: string } {
  const { clientId, secret, auth, scopes, extra } = request;
  const isBasic = auth === 'basic' && secret !== '';
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (!isBasic) {
    form.set('client_id', clientId);
    if (secret !== '') form.set('client_secret', secret);
  }
  if (scopes.length > 0) form.set('scope', scopes.join(' '));
  // A parameter that is there already is sent twice, as it was asked for: the server says what it thinks of that.
  for (const { name, value } of extra) if (name !== '') form.append(name, value);
  return {
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      ...(isBasic ? { Authorization: basicHeader(clientId, secret) } : {}),
    },
    body: form.toString(),
  };
}

/** Asks the server for a token. Throws only where no answer came. */
export async function requestToken(request: TokenRequest): Promise<TokenAnswer> {
  switch (request.grant) {
    case 'client_credentials':
      return byEndpoint(request);
    case 'GetClientToken':
      return byOperation(request);
    case 'password':
    case 'refresh_token':
      return (await import('./user-request')).requestUserTokens(request);
  }
}

async function byEndpoint(request: TokenRequest): Promise<TokenAnswer> {
  const { domain } = request;
  const path = domain === undefined ? '/oauth2/token' : `/domains/${domain}/oauth2/token`;
  const started = performance.now();
  const response = await fetch(path, { method: 'POST', ...tokenForm(request), credentials: 'omit', cache: 'no-store' });
  const body = await response.text();
  return answerOf(response.status, performance.now() - started, body);
}

/** The answer in the page's terms. */
export function answerOf(status: number, millis: number, body: string): TokenAnswer {
  const members = parsed(body);
  const token = members['access_token'];
  const error = members['error'];
  return {
    status,
    millis: Math.round(millis),
    body,
    ...(typeof token === 'string' ? { token } : { error: typeof error === 'string' ? error : `status ${status}` }),
  };
}

function parsed(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

async function byOperation({ poolId, clientId, secret, scopes }: TokenRequest): Promise<TokenAnswer> {
  const command = new GetClientTokenCommand({ ClientId: clientId, Secret: secret, Scopes: [...scopes] });
  return byApi(
    () => aws(command, regionOfPool(poolId)),
    ({ ClientAuthenticationResult: result }) => (result?.AccessToken === undefined ? {} : { token: result.AccessToken }),
  );
}

/** The answer of an operation of the API, or its refusal, in the page's terms. */
export async function byApi<O extends { readonly $metadata: { readonly httpStatusCode?: number | undefined } }>(
  ask: () => Promise<O>,
  read: (output: O) => Pick<TokenAnswer, 'token' | 'idToken' | 'refreshToken' | 'error'>,
): Promise<TokenAnswer> {
  const started = performance.now();
  const millis = () => Math.round(performance.now() - started);
  try {
    const answer = await ask();
    const { $metadata: metadata, ...output } = answer;
    return { status: metadata.httpStatusCode ?? 200, millis: millis(), body: JSON.stringify(output), ...read(answer) };
  } catch (error) {
    const failure = toFailure(error);
    if (failure.isUnreachable) throw failure;
    return {
      status: failure.status ?? 0,
      millis: millis(),
      body: JSON.stringify({ __type: failure.code, message: failure.message }),
      error: failure.code,
    };
  }
}
