import { expect, test } from 'vitest';
import { samplesOf } from './prometheus';
import { duration, isSuccess, megabytes, operationLines } from './summary';

test('a line an operation and a grant, the busiest first', () => {
  const lines = operationLines(
    samplesOf(`gatehouse_api_requests_total{code="200",operation="ListUsers",service="cognito-idp"} 7
gatehouse_api_requests_total{code="AccessDeniedException",operation="ListUsers",service="cognito-idp"} 2
gatehouse_api_request_duration_seconds_bucket{operation="ListUsers",service="cognito-idp",le="0.01"} 9
gatehouse_api_request_duration_seconds_bucket{operation="ListUsers",service="cognito-idp",le="+Inf"} 9
gatehouse_token_requests_total{code="200",grant="client_credentials"} 20
gatehouse_token_requests_total{code="invalid_scope",grant="client_credentials"} 1
`),
  );
  expect(lines.map(({ id, requests, errors }) => [id, requests, errors])).toEqual([
    ['oauth client_credentials', 21, 1],
    ['cognito-idp ListUsers', 9, 2],
  ]);
  expect(lines[0]?.p50).toBeUndefined();
  expect(lines[1]?.p50).toBeCloseTo(0.005);
});

test.each([
  ['200', true],
  ['302', true],
  ['400', false],
  ['invalid_client', false],
])('%s is success: %s', (code, is) => {
  expect(isSuccess(code)).toBe(is);
});

test('numbers in words', () => {
  expect(megabytes(42_000_000)).toBe('40 MB');
  expect(megabytes(-1)).toBe('-');
  expect(duration(0.0004)).toBe('0.4 ms');
  expect(duration(1.25)).toBe('1.3 s');
  expect(duration(undefined)).toBe('-');
});
