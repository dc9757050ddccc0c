import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { extension } from '../api/extension';
import { currentSession, signOut, startSession } from './session';
import StepUpDialog from './StepUpDialog';
import { useIsStepUpAsked } from './step-up';

/** A server that wants the password once more, and the code where there is one. */
const server = { isFresh: false, code: '', proofs: [] as string[], calls: [] as string[] };

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/x-amz-json-1.1' } });

const session = () =>
  json(200, {
    Name: 'ada',
    Role: 'Administrator',
    Pools: [],
    Region: 'us-east-1',
    Regions: ['us-east-1'],
    AccountId: '000000000000',
    Mode: 'strict',
    Credentials: { AccessKeyId: 'K', SecretAccessKey: 's', SessionToken: 't', Expiration: Date.now() / 1000 + 3600 },
    IdleSeconds: 1800,
  });

function prove(body: string): Response {
  server.proofs.push(body);
  const { Password, Code } = JSON.parse(body) as { Password: string; Code?: string };
  if (Password !== 'right') return json(401, { Error: 'WrongPassword', Message: 'Name or password is wrong.' });
  if (server.code !== '' && Code === undefined) return json(401, { Error: 'CodeNeeded', Message: 'Enter the code.' });
  if (server.code !== (Code ?? '')) return json(401, { Error: 'WrongCode', Message: 'The code is wrong.' });
  server.isFresh = true;
  return session();
}

function answer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const url = String(input);
  if (url.endsWith('/console/state')) return Promise.resolve(json(200, { SetUpDone: true, Mode: 'strict', Version: '1' }));
  if (url.endsWith('/console/session')) {
    if (init?.method === 'DELETE') return Promise.resolve(new Response(null, { status: 204 }));
    return Promise.resolve(init?.method === 'POST' ? prove(String(init.body)) : session());
  }
  server.calls.push(String(init?.body));
  return Promise.resolve(
    server.isFresh
      ? json(200, { AccessKey: { AccessKeyId: 'AKIA' } })
      : json(400, { __type: 'GatehouseStepUpRequired', message: 'your password' }),
  );
}

function Page() {
  return useIsStepUpAsked() ? <StepUpDialog /> : null;
}

const create = () => extension('CreateAccessKey', { Description: 'mine' });

async function confirm(values: Readonly<Record<string, string>>) {
  for (const [label, value] of Object.entries(values)) {
    fireEvent.change(await screen.findByLabelText(label), { target: { value } });
  }
  fireEvent.click(screen.getByRole('button', { name: 'Confirm' }));
}

beforeEach(async () => {
  Object.assign(server, { isFresh: false, code: '', proofs: [], calls: [] });
  vi.stubGlobal('fetch', answer);
  await startSession();
  render(<Page />);
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('what needs the password once more (UI-07)', () => {
  it('is sent again as it was, once the password is right', async () => {
    const made = create();
    await confirm({ Password: 'wrong' });
    await screen.findByText('The password is wrong.');
    await confirm({ Password: 'right' });
    await expect(made).resolves.toEqual({ AccessKey: { AccessKeyId: 'AKIA' } });
    expect(server.calls).toEqual(['{"Description":"mine"}', '{"Description":"mine"}']);
    expect(server.proofs).toEqual(['{"Password":"wrong"}', '{"Password":"right"}']);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says at the field that a password is missing, and guesses nothing', async () => {
    const made = create();
    fireEvent.blur(await screen.findByLabelText('Password'));
    expect(screen.queryByText('Password is required.')).toBeNull();
    await confirm({});
    await screen.findByText('Password is required.');
    expect(server.proofs).toEqual([]);
    await confirm({ Password: 'right' });
    await made;
  });

  it('asks for the code of a second factor, too', async () => {
    server.code = '123456';
    const made = create();
    await confirm({ Password: 'right' });
    await confirm({ 'Code of your authenticator app': '000000' });
    await screen.findByText('The code is wrong.');
    await confirm({ 'Code of your authenticator app': '123456' });
    await made;
    expect(server.proofs.at(-1)).toBe('{"Password":"right","Code":"123456"}');
  });

  it('asks once for all calls of the moment', async () => {
    const made = Promise.all([create(), create()]);
    await confirm({ Password: 'right' });
    await made;
    expect(server.proofs).toHaveLength(1);
    expect(server.calls).toHaveLength(4);
  });

  it('is refused where nobody gives a password', async () => {
    const made = create();
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }));
    await expect(made).rejects.toMatchObject({ code: 'GatehouseStepUpRequired' });
    expect(server.calls).toHaveLength(1);
  });

  it('is refused where the session ends meanwhile', async () => {
    const made = create();
    const refused = expect(made).rejects.toMatchObject({ code: 'GatehouseStepUpRequired' });
    await screen.findByRole('dialog');
    cleanup();
    await act(() => signOut());
    await refused;
    expect(currentSession()).toBeUndefined();
  });

  it('is asked for once: a second refusal is shown', async () => {
    const made = create();
    const refused = expect(made).rejects.toMatchObject({ code: 'GatehouseStepUpRequired' });
    await screen.findByRole('dialog');
    vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => {
      const answered = answer(input, init);
      server.isFresh = false;
      return answered;
    });
    await confirm({ Password: 'right' });
    await refused;
    expect(server.calls).toHaveLength(2);
  });
});
