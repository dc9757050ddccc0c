import { describe, expect, it } from 'vitest';
import { CLI_NAMES } from '../../target/generated/cli-names';
import { awsCli, boto3, codeOf, terraform } from '.';

describe('AWS CLI (ui 4.4)', () => {
  it.each([
    ['CallbackURLs', 'callback-urls'],
    ['AllowedOAuthFlows', 'allowed-o-auth-flows'],
    ['AllowedOAuthFlowsUserPoolClient', 'allowed-o-auth-flows-user-pool-client'],
    ['DefaultRedirectURI', 'default-redirect-uri'],
    ['LogoutURLs', 'logout-urls'],
    ['GenerateSecret', 'generate-secret'],
    ['AdminUserGlobalSignOut', 'admin-user-global-sign-out'],
    ['AdminSetUserMFAPreference', 'admin-set-user-mfa-preference'],
    ['VerifyUserAttribute', 'verify-user-attribute'],
  ])('%s is %s', (name, option) => expect(CLI_NAMES[name]).toBe(option));

  it('writes lists, booleans, numbers and structures as the CLI reads them', () => {
    expect(
      awsCli('CreateUserPoolClient', {
        UserPoolId: 'us-east-1_Ab',
        ClientName: "Ada's app",
        GenerateSecret: true,
        EnableTokenRevocation: false,
        RefreshTokenValidity: 30,
        AllowedOAuthScopes: ['openid', "it's/read"],
        AllowedOAuthFlows: [],
        TokenValidityUnits: { AccessToken: 'minutes' },
        DefaultRedirectURI: undefined,
      }),
    ).toBe(
      [
        'aws cognito-idp create-user-pool-client',
        '--user-pool-id us-east-1_Ab',
        "--client-name 'Ada'\\''s app'",
        '--generate-secret',
        '--no-enable-token-revocation',
        '--refresh-token-validity 30',
        "--allowed-o-auth-scopes openid 'it'\\''s/read'",
        "--allowed-o-auth-flows '[]'",
        "--token-validity-units '{\"AccessToken\":\"minutes\"}'",
      ].join(' \\\n  '),
    );
  });

  it('values that look like something else are written so that they are not', () => {
    expect(awsCli('DescribeUserPool', { UserPoolId: '-x' })).toContain("--user-pool-id=-x");
    expect(awsCli('CreateUserPoolClient', { LogoutURLs: ['[a'] })).toContain(`--logout-urls '["[a"]'`);
    // Debian's AWS CLI fetches what is at an address.
    expect(awsCli('CreateUserPoolClient', { CallbackURLs: ['https://example.com/?a=1&b=2'] })).toContain(
      `--callback-urls '["https://example.com/?a=1&b=2"]'`,
    );
    expect(awsCli('DescribeResourceServer', { UserPoolId: 'p_1', Identifier: 'https://api.example.com/' })).toBe(
      [
        'aws cognito-idp describe-resource-server',
        '--user-pool-id p_1',
        `--cli-input-json '{"Identifier":"https://api.example.com/"}'`,
      ].join(' \\\n  '),
    );
    expect(awsCli('CreateUserPoolClient', { LogoutURLs: ['-a'] })).toContain(`--logout-urls '["-a"]'`);
  });
});

describe('boto3', () => {
  it('writes Python', () => {
    expect(
      boto3('CreateUserPoolClient', {
        UserPoolId: 'us-east-1_Ab',
        GenerateSecret: true,
        CallbackURLs: ['https://example.com/"x"'],
        TokenValidityUnits: { AccessToken: 'minutes' },
        Skipped: undefined,
      }),
    ).toBe(`import boto3

cognito = boto3.client("cognito-idp")
answer = cognito.create_user_pool_client(
    UserPoolId="us-east-1_Ab",
    GenerateSecret=True,
    CallbackURLs=["https://example.com/\\"x\\""],
    TokenValidityUnits={
        "AccessToken": "minutes",
    },
)
`);
    expect(boto3('ListUserPools', {})).toContain('answer = cognito.list_user_pools()\n');
  });
});

describe('Terraform', () => {
  it('writes a resource', () => {
    expect(
      terraform('CreateResourceServer', {
        UserPoolId: 'us-east-1_Ab',
        Identifier: 'api',
        Name: 'a ${b}',
        Scopes: [{ ScopeName: 'read', ScopeDescription: 'Reads' }],
      }),
    ).toBe(`resource "aws_cognito_resource_server" "this" {
  user_pool_id = "us-east-1_Ab"
  identifier = "api"
  name = "a $\${b}"
  scope {
    scope_name        = "read"
    scope_description = "Reads"
  }
}
`);
  });

  it('names what it does not show, and has nothing for calls that make nothing', () => {
    expect(terraform('CreateUserPool', { PoolName: 'a', LambdaConfig: {} })).toContain(
      '# Set by the call, and not shown here: LambdaConfig',
    );
    expect(terraform('ListUserPools', {})).toBeUndefined();
  });
});

describe('the extension API', () => {
  it('has a command of our own where there is one, and curl', () => {
    expect(codeOf('gatehouse', 'RotateSigningKeys', { UserPoolId: 'us-east-1_Ab', Immediate: true })).toEqual([
      { id: 'gatehouse', label: 'Gatehouse CLI', code: './gatehouse keys rotate --pool us-east-1_Ab --immediate' },
      expect.objectContaining({ id: 'curl', label: 'curl' }),
    ]);
    expect(codeOf('gatehouse', 'GetServerInfo', {}).map(({ id }) => id)).toEqual(['curl']);
  });
});
