import { quote } from './aws-cli';

/**
 * A request for a machine token by curl, with the secret in the environment variable `CLIENT_SECRET`. It goes to curl
 * through a pipe of the shell's own `printf`, so that it is in no list of processes and no history (CL-6).
 */
export function tokenCurl(request: {
  readonly endpoint: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly auth?: 'basic' | 'body';
}): string {
  const { endpoint, clientId, scopes, auth = 'basic' } = request;
  const secret = auth === 'basic' ? `'user = "${clientId}:%s"'` : `'data-urlencode = "client_secret=%s"'`;
  const lines = [
    `curl --config - ${quote(endpoint)}`,
    '-d grant_type=client_credentials',
    ...(auth === 'basic' ? [] : [`--data-urlencode ${quote(`client_id=${clientId}`)}`]),
    ...(scopes.length === 0 ? [] : [`--data-urlencode ${quote(`scope=${scopes.join(' ')}`)}`]),
  ];
  return `printf ${secret} "$CLIENT_SECRET" |\n  ${lines.join(' \\\n  ')}`;
}
