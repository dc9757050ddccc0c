import { CognitoIdentityProviderClient, ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aws } from '../api/cognito';
import { extension } from '../api/extension';
import { ApiFailure } from '../api/failure';
import { currentSession, onSessionChange, renewNow, signOut, startSession } from './session';

/** A server with one session: its keys are numbered, and those of `valid` count. */
const server = {
  isOpen: true,
  keys: 0,
  valid: '',
  calls: [] as string[],
  /** Answers a request for a session only when that is let go. */
  held: undefined as Promise<void> | undefined,
};

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/x-amz-json-1.1' } });

function session() {
  if (!server.isOpen) return json(401, { Error: 'NoSession', Message: 'no' });
  server.keys += 1;
  server.valid = `KEY${server.keys}`;
  return json(200, {
    Name: 'ada',
    Role: 'Administrator',
    Pools: [],
    Region: 'us-east-1',
    Regions: ['us-east-1'],
    AccountId: '000000000000',
    Mode: 'dev',
    Credentials: {
      AccessKeyId: server.valid,
      SecretAccessKey: 'secret',
      SessionToken: 'token',
      Expiration: Math.floor(Date.now() / 1000) + 3600,
    },
    IdleSeconds: 1800,
  });
}

async function answer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = input instanceof Request ? input : undefined;
  const url = request?.url ?? String(input);
  const method = request?.method ?? init?.method ?? 'GET';
  if (url.endsWith('/console/state')) return json(200, { SetUpDone: true, Mode: 'dev', Version: '1' });
  if (url.endsWith('/console/session')) {
    if (method === 'DELETE') {
      server.isOpen = false;
      return new Response(null, { status: 204 });
    }
    const answered = session();
    await server.held;
    return answered;
  }
  const authorization = new Headers(request?.headers ?? init?.headers).get('authorization') ?? '';
  return isRight(/Credential=([^/]+)\//.exec(authorization)?.[1] ?? '')
    ? json(200, {})
    : json(400, { __type: 'UnrecognizedClientException', message: 'no' });
}

function isRight(key: string): boolean {
  server.calls.push(key);
  return key === server.valid;
}

/** Outside a browser the SDK does not call `fetch`; its client finds its credentials as ever. */
async function send(this: CognitoIdentityProviderClient): Promise<object> {
  const { accessKeyId } = await this.config.credentials();
  if (isRight(accessKeyId)) return {};
  throw new ApiFailure('UnrecognizedClientException', 'no', 400, undefined, 'ListUserPools', undefined);
}

let forgetListener = () => {};

beforeEach(async () => {
  Object.assign(server, { isOpen: true, calls: [], held: undefined });
  vi.stubGlobal('fetch', answer);
  vi.spyOn(CognitoIdentityProviderClient.prototype, 'send').mockImplementation(send);
  await startSession();
  server.calls = [];
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  forgetListener();
});

describe('a renewal that is answered after signing out (ui 5.2)', () => {
  it('does not bring the signed-in view back', async () => {
    let letGo = () => {};
    server.held = new Promise((resolve) => (letGo = resolve));
    const renewal = renewNow();
    await signOut();
    expect(currentSession()).toBeUndefined();
    letGo();
    await renewal;
    expect(currentSession()).toBeUndefined();
  });
});

describe.each([
  ['the user pools API', () => aws(new ListUserPoolsCommand({ MaxResults: 1 }))],
  ['the extension API', () => extension('GetServerInfo', {})],
])('keys that count no longer, at %s', (_, call) => {
  it('are renewed once, and the call is made again with the new ones', async () => {
    await call();
    const old = server.valid;
    server.valid = 'ended';
    await Promise.all([call(), call()]);
    expect(server.calls).toEqual([old, old, old, server.valid, server.valid]);
    expect(currentSession()?.Credentials.AccessKeyId).toBe(server.valid);
  });

  it('end the session in the page where the server has no session any more', async () => {
    server.valid = 'ended';
    server.isOpen = false;
    await expect(call()).rejects.toMatchObject({ code: 'UnrecognizedClientException' });
    expect(currentSession()).toBeUndefined();
    expect(server.calls).toHaveLength(1);
  });

  it('end it where fresh ones are refused, too, and are not renewed for ever', async () => {
    forgetListener = onSessionChange(() => (server.valid = 'ended'));
    server.valid = 'ended';
    await expect(call()).rejects.toMatchObject({ code: 'UnrecognizedClientException' });
    expect(currentSession()).toBeUndefined();
    expect(server.calls).toHaveLength(2);
  });
});
