import { expect, it } from 'vitest';
import { allows, mayRefresh } from './RequestForm';

it('a flow is allowed by its present or its old name', () => {
  expect(allows({ ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] }, 'ALLOW_USER_PASSWORD_AUTH')).toBe(true);
  expect(allows({ ExplicitAuthFlows: ['USER_PASSWORD_AUTH'] }, 'ALLOW_USER_PASSWORD_AUTH')).toBe(true);
  expect(allows({}, 'ALLOW_USER_PASSWORD_AUTH')).toBe(false);
});

it('tokens are refreshed unless flows are named without it, and where they are replaced (AC-15, RT-16)', () => {
  expect(mayRefresh({})).toBe(true);
  expect(mayRefresh({ ExplicitAuthFlows: ['USER_PASSWORD_AUTH'] })).toBe(true);
  expect(mayRefresh({ ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] })).toBe(true);
  expect(mayRefresh({ ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] })).toBe(false);
  expect(
    mayRefresh({ ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 } }),
  ).toBe(true);
});
