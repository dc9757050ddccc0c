import { expect, it } from 'vitest';
import { masked } from './masked';

it('UI-08: secrets are masked wherever they are, and nothing else is', () => {
  expect(
    masked({
      UserPoolClient: { ClientId: 'c', ClientSecret: 's3cret' },
      Users: [{ Username: 'ada', TemporaryPassword: 's3cret' }],
      Credentials: { AccessKeyId: 'AK', SecretAccessKey: 's3cret', SessionToken: 's3cret' },
      AuthenticationResult: { AccessToken: 's3cret', IdToken: 's3cret', RefreshToken: 's3cret', ExpiresIn: 3600 },
      AuthParameters: { USERNAME: 'ada', PASSWORD: 's3cret', SECRET_HASH: 's3cret', REFRESH_TOKEN: 's3cret' },
      Messages: [{ Code: 's3cret', Body: 's3cret', To: 'ada@example.com' }],
      Count: 1,
      Nothing: null,
    }),
  ).toEqual({
    UserPoolClient: { ClientId: 'c', ClientSecret: '••••••••' },
    Users: [{ Username: 'ada', TemporaryPassword: '••••••••' }],
    Credentials: { AccessKeyId: 'AK', SecretAccessKey: '••••••••', SessionToken: '••••••••' },
    AuthenticationResult: { AccessToken: '••••••••', IdToken: '••••••••', RefreshToken: '••••••••', ExpiresIn: 3600 },
    AuthParameters: { USERNAME: 'ada', PASSWORD: '••••••••', SECRET_HASH: '••••••••', REFRESH_TOKEN: '••••••••' },
    Messages: [{ Code: '••••••••', Body: '••••••••', To: 'ada@example.com' }],
    Count: 1,
    Nothing: null,
  });
});
