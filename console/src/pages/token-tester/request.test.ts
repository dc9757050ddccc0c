import { describe, expect, it } from 'vitest';
import { answerOf, basicHeader, tokenForm, type TokenRequest } from './request';

const REQUEST: TokenRequest = {
  poolId: 'us-east-1_1',
  domain: 'orders-1',
  grant: 'client_credentials',
  clientId: 'c1',
  secret: 's1',
  auth: 'basic',
  scopes: ['api/read', 'api/write'],
  extra: [],
  username: '',
  password: '',
  refreshToken: '',
};

describe('the token request', () => {
  it('proves the client by the header that tutorials make by hand (TK-04)', () => {
    expect(basicHeader('c1', 's1')).toBe('Basic YzE6czE=');
    const { headers, body } = tokenForm(REQUEST);
    expect(headers['Authorization']).toBe('Basic YzE6czE=');
    expect(body).toBe('grant_type=client_credentials&scope=api%2Fread+api%2Fwrite');
  });

  it('proves it in the body where that is chosen', () => {
    const { headers, body } = tokenForm({ ...REQUEST, auth: 'body', scopes: [] });
    expect(headers['Authorization']).toBeUndefined();
    expect(body).toBe('grant_type=client_credentials&client_id=c1&client_secret=s1');
  });

  it('names the client alone where there is no secret', () => {
    expect(tokenForm({ ...REQUEST, secret: '', scopes: [] }).body).toBe('grant_type=client_credentials&client_id=c1');
  });

  it('sends further parameters as they were entered', () => {
    const extra = [{ name: 'aws_client_metadata', value: '{"a":"b"}' }, { name: '', value: 'x' }];
    expect(tokenForm({ ...REQUEST, scopes: [], extra }).body).toContain('aws_client_metadata=%7B%22a%22%3A%22b%22%7D');
  });
});

describe('the answer', () => {
  it('has a token, an error, or a status without a body', () => {
    expect(answerOf(200, 1.2, '{"access_token":"t","expires_in":3600,"token_type":"Bearer"}')).toMatchObject({ token: 't', millis: 1 });
    expect(answerOf(400, 1, '{"error":"invalid_scope"}').error).toBe('invalid_scope');
    expect(answerOf(429, 1, '').error).toBe('status 429');
  });
});
