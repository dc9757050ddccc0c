/** A call that was refused or did not arrive, in one form for both APIs. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';

  constructor(
    /** The exception's name: `ResourceNotFoundException`; `NetworkError` where there was no answer. */
    readonly code: string,
    message: string,
    readonly status: number | undefined,
    readonly requestId: string | undefined,
    readonly operation: string,
    /** For "Show API call". */
    readonly callId: number | undefined,
  ) {
    super(message);
  }

  /** Whether there was no answer at all. */
  get isUnreachable(): boolean {
    return this.code === NETWORK_ERROR;
  }
}

/** The server wants the password once more before it does this (UI-07). */
export const STEP_UP_REQUIRED = 'GatehouseStepUpRequired';

export const NETWORK_ERROR = 'NetworkError';

/** Names by which the server says that the credentials no longer count. */
const SIGNED_OUT = new Set(['ExpiredTokenException', 'UnrecognizedClientException', 'InvalidClientTokenId']);

export function isSignedOut(failure: ApiFailure): boolean {
  return SIGNED_OUT.has(failure.code);
}

/** Any thrown value as a failure. */
export function toFailure(error: unknown, operation = '', callId?: number): ApiFailure {
  if (error instanceof ApiFailure) return error;
  if (error instanceof Error) {
    const metadata = (error as { $metadata?: { httpStatusCode?: number; requestId?: string } }).$metadata;
    const answered = metadata?.httpStatusCode !== undefined;
    return new ApiFailure(
      answered ? error.name : isNetwork(error) ? NETWORK_ERROR : error.name,
      error.message,
      metadata?.httpStatusCode,
      metadata?.requestId,
      operation,
      callId,
    );
  }
  return new ApiFailure('UnknownError', String(error), undefined, undefined, operation, callId);
}

/** `fetch` throws a TypeError where no answer came, the SDK's handler a TimeoutError. */
function isNetwork(error: Error): boolean {
  return error instanceof TypeError || error.name === 'TimeoutError' || error.name === 'NetworkError';
}

/** A plain explanation of an exception where the API's own words are not enough (ui 7.5). */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  AccessDeniedException: 'Your role does not allow this. An administrator can change it.',
  ResourceNotFoundException: 'It may have been deleted in the meantime.',
  TooManyRequestsException: 'The server limits how often this can be called. Wait a moment and try again.',
  LimitExceededException: 'This pool already has as many as it may have.',
  [STEP_UP_REQUIRED]: 'Nothing was changed. Try again, and enter your password.',
  GatehouseNotBuilt: 'This version of Gatehouse does not offer it yet.',
  ServiceUnavailable: 'The database of the server cannot be reached. Nothing was lost; try again.',
  ConcurrentModificationException: 'Someone else changed it at the same moment. Reload and try again.',
  [NETWORK_ERROR]: 'The server did not answer. Check that it is running; then try again.',
};

export function explain(failure: ApiFailure): string | undefined {
  return EXPLANATIONS[failure.code];
}
