/** The server's own addresses of sessions: what a page may ask before it has credentials. */

export type Role = 'Administrator' | 'PoolAdministrator' | 'Support' | 'ReadOnly';

export interface Credentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  /** Seconds since 1970. */
  readonly Expiration: number;
}

export interface Session {
  readonly Name: string;
  readonly Role: Role;
  /** Ids of the pools he is confined to; empty where he is not. */
  readonly Pools: readonly string[];
  readonly Region: string;
  readonly Regions: readonly string[];
  readonly AccountId: string;
  readonly Mode: 'dev' | 'strict';
  readonly Credentials: Credentials;
  readonly IdleSeconds: number;
}

export interface NewSession extends Session {
  readonly TotpSecret?: string;
  readonly TotpUri?: string;
}

export interface ServerState {
  readonly SetUpDone: boolean;
  readonly Mode: 'dev' | 'strict';
  readonly Version: string;
}

export interface SetUpRequest {
  readonly Token: string;
  readonly Name: string;
  readonly Password: string;
  readonly WithTotp: boolean;
}

export type SignInRequest =
  | { readonly Name: string; readonly Password: string; readonly Code?: string }
  /** Who is signed in, once more: the server knows the name. */
  | { readonly Password: string; readonly Code?: string }
  | { readonly LinkToken: string }
  | { readonly ConfirmTotp: string };

/** A refusal of one of these addresses. */
export class SessionFailure extends Error {
  override readonly name = 'SessionFailure';

  constructor(
    readonly status: number,
    /** `WrongPassword`, `CodeNeeded`, `WrongCode`, …; empty where the answer names none. */
    readonly error: string,
    message: string,
    /** Which field of the form is meant. */
    readonly field: string | undefined,
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(message);
  }
}

export const getState = () => ask<ServerState>('GET', 'state');
export const setUp = (request: SetUpRequest) => ask<NewSession>('POST', 'setup', request);
export const signIn = (request: SignInRequest) => ask<Session>('POST', 'session', request);
export const renew = () => ask<Session>('GET', 'session');
export const endSession = () => ask<undefined>('DELETE', 'session');

async function ask<T>(method: string, name: string, body?: unknown): Promise<T> {
  const response = await fetch(`/console/${name}`, {
    method,
    // A page of another site cannot send this field without a preflight, which is never granted.
    headers: {
      'X-Gatehouse-Console': '1',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    credentials: 'same-origin',
    cache: 'no-store',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw failure(response, text);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

function failure(response: Response, text: string): SessionFailure {
  const answer = parsed(text);
  const seconds = Number(response.headers.get('Retry-After') ?? '');
  return new SessionFailure(
    response.status,
    member(answer, 'Error') ?? '',
    member(answer, 'Message') ?? `The server answered with status ${response.status}.`,
    member(answer, 'Field'),
    Number.isFinite(seconds) && seconds > 0 ? seconds : undefined,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function member(answer: unknown, name: string): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const value = (answer as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}
