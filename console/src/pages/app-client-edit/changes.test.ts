import { describe, expect, it } from 'vitest';
import { changesOf, valuesOf } from './changes';

const CLIENT = {
  ClientName: 'billing',
  RefreshTokenValidity: 30,
  TokenValidityUnits: { RefreshToken: 'days' as const },
  EnableTokenRevocation: true,
};

describe('changes of an app client (A-2)', () => {
  it('are none where nothing was edited, so that what was never set stays unset', () => {
    expect(changesOf(CLIENT, valuesOf(CLIENT))).toEqual({});
  });

  it('are the name alone where only it was edited', () => {
    expect(changesOf(CLIENT, { ...valuesOf(CLIENT), name: 'ledger' })).toEqual({ ClientName: 'ledger' });
  });

  it('keep the units of the other tokens', () => {
    const values = { ...valuesOf(CLIENT), access: { number: '5', unit: 'minutes' as const } };
    expect(changesOf(CLIENT, values)).toEqual({
      AccessTokenValidity: 5,
      TokenValidityUnits: { RefreshToken: 'days', AccessToken: 'minutes' },
    });
  });

  it('switch rotation on and off', () => {
    const on = { ...valuesOf(CLIENT), rotation: true, grace: '10' };
    expect(changesOf(CLIENT, on).RefreshTokenRotation).toEqual({ Feature: 'ENABLED', RetryGracePeriodSeconds: 10 });
    const client = { ...CLIENT, RefreshTokenRotation: { Feature: 'ENABLED' as const, RetryGracePeriodSeconds: 10 } };
    expect(changesOf(client, { ...valuesOf(client), rotation: false }).RefreshTokenRotation).toEqual({ Feature: 'DISABLED' });
  });
});
