import {
  CognitoIdentityProviderClient,
  type CognitoIdentityProviderClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Command, InitializeMiddleware } from '@smithy/types';
import { currentSession } from '../session/session';
import type { Session } from '../session/session-api';
import { beginCall, endCall } from './calls';
import { toFailure, type ApiFailure } from './failure';
import { regionOf } from './region';
import { withCredentials } from './renewal';
import { withStepUp } from './step-up';
import { retryingThrottles } from './throttle';

/**
 * The user pools API, by the AWS SDK: what the console does, the AWS CLI can do (ui 1.2). One client a region, at the
 * page's own origin. The SDK's own retries are off: they would repeat writes silently (ui 7.5). A client remembers its
 * credentials until shortly before they expire, so it is good for one session only.
 */
const clients = new Map<string, CognitoIdentityProviderClient>();
let ofSession: Session | undefined;

export function cognitoClient(region: string): CognitoIdentityProviderClient {
  if (ofSession !== currentSession()) {
    ofSession = currentSession();
    clients.clear();
  }
  let client = clients.get(region);
  if (client === undefined) {
    client = new CognitoIdentityProviderClient({
      region,
      endpoint: window.location.origin,
      maxAttempts: 1,
      credentials: () => Promise.resolve(credentials()),
    });
    client.middlewareStack.add(recording(region), { step: 'initialize', name: 'recording', priority: 'high' });
    clients.set(region, client);
  }
  return client;
}

/** What requests are signed with now. They change while the page is open, so nobody keeps them. */
export function credentials() {
  const session = currentSession();
  if (session === undefined) throw new Error('nobody is signed in');
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = session.Credentials;
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: new Date(Expiration * 1000),
  };
}

/**
 * Sends a command: `await aws(new ListUserPoolsCommand({ MaxResults: 60 }))`. It is kept for "Show API call". A
 * throttled one is sent again twice, one that needs the password once more after that.
 *
 * @param region only where the input names no pool and the chosen region is not meant
 * @throws ApiFailure
 */
export async function aws<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
  command: Command<ServiceInputTypes, I, ServiceOutputTypes, O, CognitoIdentityProviderClientResolvedConfig>,
  region = regionOf(command.input),
): Promise<O> {
  return withStepUp(() =>
    retryingThrottles(() => withCredentials(() => cognitoClient(region).send(command))),
  );
}

/** Writes every call down, and gives its errors the one form of [[ApiFailure]]. */
function recording(region: string): InitializeMiddleware<ServiceInputTypes, ServiceOutputTypes> {
  return (next, context) => async (args) => {
    const operation = (context.commandName ?? '').replace(/Command$/, '');
    const id = beginCall({ service: 'cognito-idp', operation, region, input: args.input });
    try {
      const result = await next(args);
      const { $metadata: metadata, ...output } = result.output;
      endCall(id, {
        ...(metadata.httpStatusCode === undefined ? {} : { status: metadata.httpStatusCode }),
        ...(metadata.requestId === undefined ? {} : { requestId: metadata.requestId }),
        output,
      });
      return result;
    } catch (error) {
      throw endRefused(id, toFailure(error, operation, id));
    }
  };
}

/** Writes the end of a refused call down. */
export function endRefused(id: number, failure: ApiFailure): ApiFailure {
  endCall(id, {
    ...(failure.status === undefined ? {} : { status: failure.status }),
    ...(failure.requestId === undefined ? {} : { requestId: failure.requestId }),
    error: { name: failure.code, message: failure.message },
  });
  return failure;
}
