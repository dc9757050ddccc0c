import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { enter } from '../session/session';
import type { Role, Session } from '../session/session-api';
import { WriteButton } from './WriteButton';

const fetched = globalThis.fetch;

async function signInAs(role: Role): Promise<void> {
  globalThis.fetch = () => Promise.resolve(Response.json({ SetUpDone: true, Mode: 'dev', Version: '1' }));
  const session: Session = {
    Name: 'ada',
    Role: role,
    Pools: [],
    Region: 'us-east-1',
    Regions: ['us-east-1'],
    AccountId: '000000000000',
    Mode: 'dev',
    Credentials: { AccessKeyId: 'a', SecretAccessKey: 'b', SessionToken: 'c', Expiration: Date.now() / 1000 + 3600 },
    IdleSeconds: 1800,
  };
  await enter(session);
}

afterEach(() => {
  cleanup();
  globalThis.fetch = fetched;
});

/** How often a click on the button did something. */
function clicks(reason?: string): number {
  let count = 0;
  render(
    <WriteButton action="cognito-idp:DeleteUserPool" kind="pools" reason={reason} onClick={() => (count += 1)}>
      Delete
    </WriteButton>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  return count;
}

describe('a button that changes something (G-6)', () => {
  it('works for a role that may', async () => {
    await signInAs('PoolAdministrator');
    expect(clicks()).toBe(1);
  });

  it('is disabled, and says what is needed, for one that may not', async () => {
    await signInAs('ReadOnly');
    expect(clicks()).toBe(0);
    const described = screen.getByRole('button', { name: 'Delete' }).getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(described)?.textContent).toBe(
      'You need cognito-idp:DeleteUserPool. Your role is Read-only.',
    );
  });

  it('is disabled for another reason, too', async () => {
    await signInAs('Administrator');
    expect(clicks('There are two already.')).toBe(0);
  });
});
