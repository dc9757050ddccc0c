import { expect, it } from 'vitest';
import { tokensOf } from './user-request';

it('a user gets up to three tokens; a refresh token that stays is not given again', () => {
  expect(tokensOf({ AccessToken: 'a', IdToken: 'i', RefreshToken: 'r', ExpiresIn: 3600, TokenType: 'Bearer' })).toEqual({
    token: 'a',
    idToken: 'i',
    refreshToken: 'r',
  });
  expect(tokensOf({ AccessToken: 'a', IdToken: 'i' })).toEqual({ token: 'a', idToken: 'i' });
  expect(tokensOf(undefined)).toEqual({});
});
