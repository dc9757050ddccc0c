import {
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  type AuthenticationResultType,
} from '@aws-sdk/client-cognito-identity-provider';
import { aws, cognitoClient } from '../../api/cognito';
import { regionOfPool } from '../../api/region';
import { given } from '../../given';
import { byApi, type TokenAnswer, type TokenRequest } from './request';

/** A user's tokens, by the API: the OAuth 2.0 endpoints of this server have no users (ui 9.1). */
export async function requestUserTokens(request: TokenRequest): Promise<TokenAnswer> {
  return request.grant === 'password' ? byPassword(request) : byRefreshToken(request);
}

async function byPassword({ poolId, clientId, secret, username, password }: TokenRequest): Promise<TokenAnswer> {
  const region = regionOfPool(poolId);
  const hash = secret === '' ? undefined : await secretHash(region, secret, username + clientId);
  const command = new InitiateAuthCommand({
    ClientId: clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: given({ USERNAME: username, PASSWORD: password, SECRET_HASH: hash }) as Record<string, string>,
  });
  return byApi(
    () => aws(command, region),
    ({ AuthenticationResult: result, ChallengeName: challenge }) =>
      challenge === undefined ? tokensOf(result) : { error: `challenge ${challenge}` },
  );
}

/** Also where refresh tokens are not replaced; a secret goes along as it is. */
async function byRefreshToken({ poolId, clientId, secret, refreshToken }: TokenRequest): Promise<TokenAnswer> {
  const command = new GetTokensFromRefreshTokenCommand({
    ClientId: clientId,
    RefreshToken: refreshToken,
    ...(secret === '' ? {} : { ClientSecret: secret }),
  });
  return byApi(
    () => aws(command, regionOfPool(poolId)),
    ({ AuthenticationResult: result }) => tokensOf(result),
  );
}

export function tokensOf(result: AuthenticationResultType | undefined): Pick<TokenAnswer, 'token' | 'idToken' | 'refreshToken'> {
  return given({ token: result?.AccessToken, idToken: result?.IdToken, refreshToken: result?.RefreshToken });
}

/** Base64 of the HMAC-SHA-256 of user name and client ID; the SDK's, which works on plain HTTP, too (ui 4.4). */
async function secretHash(region: string, secret: string, message: string): Promise<string> {
  const { sha256: Sha256 } = cognitoClient(region).config;
  const hash = new Sha256(secret);
  hash.update(new TextEncoder().encode(message));
  return btoa(String.fromCharCode(...(await hash.digest())));
}
