import { SignatureV4 } from '@smithy/signature-v4';
import { beginCall, endCall } from './calls';
import { cognitoClient, credentials, endRefused } from './cognito';
import { ApiFailure, NETWORK_ERROR } from './failure';
import type { InputOf, OperationName, OutputOf } from './operations';
import { regionOf } from './region';
import { withCredentials } from './renewal';
import { withStepUp } from './step-up';
import { retryingThrottles } from './throttle';

/**
 * Calls an operation of the extension API (design D16): `await extension('ListAccessKeys', {})`. Same address, same
 * protocol, same signature as Cognito's; the signer and its SHA-256 are the SDK's, which work on plain HTTP, too, where
 * browsers offer no `crypto.subtle` (ui 4.4).
 *
 * @throws ApiFailure
 */
export async function extension<N extends OperationName>(operation: N, input: InputOf<N>): Promise<OutputOf<N>> {
  return withStepUp(() => retryingThrottles(() => withCredentials(() => once(operation, input)))) as Promise<
    OutputOf<N>
  >;
}

async function once(operation: string, input: unknown): Promise<unknown> {
  const region = regionOf(input);
  const id = beginCall({ service: 'gatehouse', operation, region, input });
  let response: Response;
  let text: string;
  try {
    response = await send(operation, region, JSON.stringify(input));
    text = await response.text();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw endRefused(id, new ApiFailure(NETWORK_ERROR, why, undefined, undefined, operation, id));
  }
  const requestId = response.headers.get('x-amzn-RequestId') ?? undefined;
  const output: unknown = text === '' ? {} : parse(text);
  if (!response.ok) {
    const { code, message } = refusal(output);
    throw endRefused(id, new ApiFailure(code, message, response.status, requestId, operation, id));
  }
  endCall(id, { status: response.status, ...(requestId === undefined ? {} : { requestId }), output });
  return output;
}

async function send(operation: string, region: string, body: string): Promise<Response> {
  const { protocol, hostname, port, host, origin } = window.location;
  const signer = new SignatureV4({
    service: 'gatehouse',
    region,
    credentials: credentials(),
    sha256: cognitoClient(region).config.sha256,
  });
  const signed = await signer.sign({
    method: 'POST',
    protocol,
    hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    path: '/',
    query: {},
    headers: {
      host,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `GatehouseService.${operation}`,
    },
    body,
  });
  // The browser sets Host itself and refuses to have it set.
  const { host: _, ...headers } = signed.headers;
  return fetch(`${origin}/`, { method: 'POST', headers, body, credentials: 'omit', cache: 'no-store' });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** The error envelope of the AWS JSON protocol: `{"__type":"…#ResourceNotFoundException","message":"…"}`. */
export function refusal(answer: unknown): { code: string; message: string } {
  const members = typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
  const type = typeof members['__type'] === 'string' ? members['__type'] : 'UnknownError';
  const message = members['message'] ?? members['Message'];
  return {
    code: type.split('#').at(-1) ?? type,
    message: typeof message === 'string' ? message : 'The server gave no reason.',
  };
}
