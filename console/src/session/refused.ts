import { ApiFailure, NETWORK_ERROR, toFailure } from '../api/failure';
import { SessionFailure } from './session-api';
import { text } from './text';

/** A refusal of the session addresses as the failure that [[FailureAlert]] shows. */
export function sessionFailure(error: unknown): ApiFailure {
  if (!(error instanceof SessionFailure)) {
    const failure = toFailure(error);
    return failure.isUnreachable
      ? new ApiFailure(NETWORK_ERROR, text.unreachableText, undefined, undefined, '', undefined)
      : failure;
  }
  const { status, retryAfterSeconds, message } = error;
  const words = status === 429 && retryAfterSeconds !== undefined ? text.retryAfter(retryAfterSeconds) : message;
  return new ApiFailure(text.signIn, words, status, undefined, '', undefined);
}
