import { describe, expect, it } from 'vitest';
import { ApiFailure, explain, isSignedOut, NETWORK_ERROR, toFailure } from './failure';
import { refusal } from './extension';

describe('failures', () => {
  it('an exception of the SDK keeps its name, message, status and request id', () => {
    const exception = Object.assign(new Error('User pool us-east-1_x does not exist.'), {
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 400, requestId: 'r-1' },
    });
    const failure = toFailure(exception, 'DescribeUserPool', 7);
    expect(failure).toMatchObject({
      code: 'ResourceNotFoundException',
      message: 'User pool us-east-1_x does not exist.',
      status: 400,
      requestId: 'r-1',
      operation: 'DescribeUserPool',
      callId: 7,
      isUnreachable: false,
    });
    expect(explain(failure)).toBe('It may have been deleted in the meantime.');
  });

  it('no answer is its own kind', () => {
    const failure = toFailure(new TypeError('Failed to fetch'));
    expect(failure.code).toBe(NETWORK_ERROR);
    expect(failure.isUnreachable).toBe(true);
  });

  it('a failure stays as it is, anything else becomes one', () => {
    const failure = new ApiFailure('X', 'm', 400, undefined, 'O', undefined);
    expect(toFailure(failure)).toBe(failure);
    expect(toFailure('text').message).toBe('text');
  });

  it.each([
    ['{"__type":"com.example#AccessDeniedException","message":"no"}', 'AccessDeniedException', 'no'],
    ['{"__type":"NotAuthorizedException","Message":"no"}', 'NotAuthorizedException', 'no'],
    ['{}', 'UnknownError', 'The server gave no reason.'],
  ])('the error envelope %s', (body, code, message) => {
    expect(refusal(JSON.parse(body))).toEqual({ code, message });
  });

  it('credentials that count no longer end the session', () => {
    for (const code of ['ExpiredTokenException', 'UnrecognizedClientException']) {
      expect(isSignedOut(new ApiFailure(code, '', 400, undefined, '', undefined))).toBe(true);
    }
    expect(isSignedOut(new ApiFailure('AccessDeniedException', '', 400, undefined, '', undefined))).toBe(false);
  });
});
