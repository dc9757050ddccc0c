import { quote } from './aws-cli';

type Input = Readonly<Record<string, unknown>>;

/** Commands of our own command line (design 7), for the operations that have one. */
const COMMANDS: Readonly<Record<string, (input: Input) => string>> = {
  CreateAccessKey: ({ Description }) =>
    Description === undefined ? 'access-keys create' : `access-keys create --description ${word(Description)}`,
  ListAccessKeys: () => 'access-keys list',
  SetAccessKeyStatus: ({ AccessKeyId, Status }) =>
    `access-keys ${Status === 'Active' ? 'enable' : 'disable'} ${word(AccessKeyId)}`,
  DeleteAccessKey: ({ AccessKeyId }) => `access-keys delete ${word(AccessKeyId)}`,
  ListSigningKeys: ({ UserPoolId }) => `keys list --pool ${word(UserPoolId)}`,
  RotateSigningKeys: ({ UserPoolId, Immediate }) =>
    `keys rotate --pool ${word(UserPoolId)}${Immediate === true ? ' --immediate' : ''}`,
  ListMessages: (input) => `inbox${inboxOptions(input)}`,
  DeleteMessages: (input) => `inbox${inboxOptions(input)} --clear`,
};

export function gatehouseCli(operation: string, input: object): string | undefined {
  const command = COMMANDS[operation];
  return command === undefined ? undefined : `./gatehouse ${command(input as Input)}`;
}

function inboxOptions({ UserPoolId, To }: Input): string {
  return [
    UserPoolId === undefined ? '' : ` --pool ${word(UserPoolId)}`,
    To === undefined ? '' : ` --to ${word(To)}`,
  ].join('');
}

function word(value: unknown): string {
  return quote(String(value));
}

/** Any operation of the extension API by curl alone, with the environment of `./gatehouse env`. */
export function extensionCurl(operation: string, input: object): string {
  return [
    'curl "$AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER/"',
    '--aws-sigv4 "aws:amz:$AWS_REGION:gatehouse"',
    '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
    "-H 'Content-Type: application/x-amz-json-1.1'",
    `-H 'X-Amz-Target: GatehouseService.${operation}'`,
    `-d ${quote(JSON.stringify(input))}`,
  ].join(' \\\n  ');
}
