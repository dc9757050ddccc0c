import { expect, test } from 'vitest';
import type { LoggedRequest } from '../../api/operations';
import { durationOf, fixOf, jsonLines, whatOf } from './lines';

const request: LoggedRequest = {
  RequestId: 'r1',
  Time: 1,
  Method: 'POST',
  Path: '/oauth2/token',
  Status: 400,
  ErrorCode: 'invalid_scope',
  Reasons: [],
  DurationMicros: 400,
  SourceAddress: '127.0.0.1',
};

test('what was asked', () => {
  expect(whatOf(request)).toBe('POST /oauth2/token');
  expect(whatOf({ ...request, Operation: 'client_credentials' })).toBe('client_credentials (POST /oauth2/token)');
});

test.each([
  [400, '0.4 ms'],
  [9_949, '9.9 ms'],
  [12_400, '12 ms'],
  [1_240_000, '1.2 s'],
])('%d µs are %s', (DurationMicros, words) => {
  expect(durationOf({ DurationMicros })).toBe(words);
});

test('the export has a line a request, oldest first', () => {
  const lines = jsonLines([{ ...request, RequestId: 'newest' }, request]).split('\n');
  expect(lines.map((line) => (line === '' ? '' : (JSON.parse(line) as LoggedRequest).RequestId))).toEqual(['r1', 'newest', '']);
});

test.each([
  ['The app client has no custom scope, and client_credentials grants no other. Add a scope of a resource server to AllowedOAuthScopes.', 'loginPages'],
  ['The app client may not use client_credentials. Set AllowedOAuthFlowsUserPoolClient and add client_credentials to AllowedOAuthFlows.', 'loginPages'],
  ['The app client has no secret, and client_credentials needs one. Create an app client with GenerateSecret.', 'clientCreate'],
  ['The user pool has no resource server with a scope. Create one with CreateResourceServer.', 'resourceServers'],
  ['No resource server of the user pool defines the scope orde….', 'resourceServers'],
  ['No user pool has the domain in this address. Create it with CreateUserPoolDomain, or use the address of the one that exists.', 'domain'],
  ['username and password are ignored: client_credentials gives a token to the app client itself. For the token of a user call InitiateAuth.', undefined],
])('%s is mended by %s (F3-1)', (reason, fix) => {
  expect(fixOf(reason)).toBe(fix);
});
