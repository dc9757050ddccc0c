import { describe, expect, it } from 'vitest';
import { validityFault, validityOf } from './validity';

describe('how long tokens last', () => {
  it('has the defaults where nothing is set (AC-11)', () => {
    expect(validityOf({}, 'AccessToken')).toEqual({ number: '60', unit: 'minutes' });
    expect(validityOf({ RefreshTokenValidity: 0 }, 'RefreshToken')).toEqual({ number: '30', unit: 'days' });
  });

  it('takes a number without a unit for hours, for days with refresh tokens (AC-11)', () => {
    expect(validityOf({ AccessTokenValidity: 2 }, 'AccessToken')).toEqual({ number: '2', unit: 'hours' });
    expect(validityOf({ RefreshTokenValidity: 2 }, 'RefreshToken')).toEqual({ number: '2', unit: 'days' });
  });

  it('is refused outside of its range, whatever the unit (AC-12)', () => {
    expect(validityFault('AccessToken', 'Access token', { number: '4', unit: 'minutes' })).toContain('5 minutes');
    expect(validityFault('AccessToken', 'Access token', { number: '5', unit: 'minutes' })).toBeUndefined();
    expect(validityFault('AccessToken', 'Access token', { number: '1', unit: 'days' })).toBeUndefined();
    expect(validityFault('AccessToken', 'Access token', { number: '2', unit: 'days' })).toContain('1 day');
    expect(validityFault('RefreshToken', 'Refresh token', { number: '59', unit: 'minutes' })).toContain('1 hour');
    expect(validityFault('RefreshToken', 'Refresh token', { number: '1.5', unit: 'hours' })).toContain('whole');
  });
});
