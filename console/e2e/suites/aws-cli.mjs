// "Show API call" (ui 5.5): the commands that it shows do what the call did, run by a shell with the real AWS CLI; and every
// option of the table is botocore's own (ui 4.4).
import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  DescribeResourceServerCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetGroupCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { execFileSync } from 'node:child_process';
import { createServer } from 'vite';
import { fileURLToPath } from 'node:url';

export default async function suite({ server, report }) {
  const vite = await createServer({
    root: fileURLToPath(new URL('../../', import.meta.url)),
    server: { middlewareMode: true, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
    appType: 'custom',
    logLevel: 'error',
  });
  try {
    const { awsCli } = await vite.ssrLoadModule('/src/cli/index.ts');
    const { CLI_NAMES } = await vite.ssrLoadModule('/target/generated/cli-names.ts');
    namesAreBotocores(report, CLI_NAMES);
    await commandsDoWhatTheySay(server, report, awsCli);
  } finally {
    await vite.close();
  }
}

function namesAreBotocores(report, names) {
  const script = `import json, sys
from botocore import xform_name
print(json.dumps({name: xform_name(name, "-") for name in json.load(sys.stdin)}))`;
  const own = execFileSync('/usr/bin/python3', ['-c', script], { input: JSON.stringify(Object.keys(names)), encoding: 'utf8' });
  const theirs = JSON.parse(own);
  const different = Object.entries(names).filter(([name, option]) => theirs[name] !== option);
  report.holds(`${Object.keys(names).length} names are written as botocore writes them`, different.length === 0, different);
}

async function commandsDoWhatTheySay(server, report, awsCli) {
  const client = new CognitoIdentityProviderClient({
    region: 'us-east-1',
    endpoint: server.url,
    credentials: server.credentials,
  });
  const environment = server.command('env');
  const run = (operation, input) =>
    JSON.parse(
      execFileSync('bash', ['-c', `${environment}\n${awsCli(operation, input)}`], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, HOME: process.env.WORK, AWS_PAGER: '', AWS_DEFAULT_OUTPUT: 'json' },
        stdio: ['ignore', 'pipe', 'pipe'],
      }) || '{}',
    );
  const check = async (name, operation, input, read) => {
    try {
      run(operation, input);
      const found = await read();
      const given = Object.fromEntries(Object.keys(input).filter((key) => key in found).map((key) => [key, input[key]]));
      report.equal(`${operation}: ${name}`, Object.fromEntries(Object.keys(given).map((key) => [key, found[key]])), given);
    } catch (error) {
      report.failed(`${operation}: ${name}`, error.stderr ?? error.message);
    }
  };

  const { UserPool } = run('CreateUserPool', {
    PoolName: 'Ada=Lovelace, 1815',
    Policies: { PasswordPolicy: { MinimumLength: 12, RequireSymbols: false } },
    UserPoolTags: { 'cost center': "it's 7", empty: '' },
    DeletionProtection: 'INACTIVE',
  });
  const { Id: UserPoolId } = UserPool;
  const described = (await client.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool;
  report.equal('CreateUserPool: names, structures and maps', [described.Name, described.Policies.PasswordPolicy.MinimumLength, described.UserPoolTags], [
    'Ada=Lovelace, 1815',
    12,
    { 'cost center': "it's 7", empty: '' },
  ]);

  await check('a list of structures', 'CreateResourceServer', {
    UserPoolId,
    Identifier: 'https://api.example.com/',
    Name: 'api',
    Scopes: [
      { ScopeName: 'read', ScopeDescription: 'Reads "all", $HOME and `ls`' },
      { ScopeName: 'write', ScopeDescription: '-' },
    ],
  }, async () => (await client.send(new DescribeResourceServerCommand({ UserPoolId, Identifier: 'https://api.example.com/' }))).ResourceServer);

  const made = {
    UserPoolId,
    ClientName: 'My web app',
    GenerateSecret: true,
    EnableTokenRevocation: false,
    RefreshTokenValidity: 12,
    TokenValidityUnits: { RefreshToken: 'hours' },
    CallbackURLs: ['https://example.com/cb?a=1&b=2,3', 'myapp://cb'],
    AllowedOAuthFlows: ['code'],
    AllowedOAuthFlowsUserPoolClient: true,
    // In the order in which they are answered.
    AllowedOAuthScopes: ['https://api.example.com//read', 'openid'],
    ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    SupportedIdentityProviders: ['COGNITO'],
  };
  try {
    const { ClientId } = run('CreateUserPoolClient', made).UserPoolClient;
    const found = (await client.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))).UserPoolClient;
    const { GenerateSecret: _, ...comparable } = made;
    report.equal(
      'CreateUserPoolClient: lists, numbers, yes and no',
      Object.fromEntries(Object.keys(comparable).map((key) => [key, found[key]])),
      comparable,
    );
    report.holds('CreateUserPoolClient: the secret is generated', found.ClientSecret?.length > 0);
  } catch (error) {
    report.failed('CreateUserPoolClient: lists, numbers, yes and no', error.stderr ?? error.message);
  }

  await check('a text that begins like an option', 'CreateGroup', {
    UserPoolId,
    GroupName: 'admins',
    Description: '--no-sign-request and [more]',
    Precedence: 0,
  }, async () => (await client.send(new GetGroupCommand({ UserPoolId, GroupName: 'admins' }))).Group);

  await check('attributes, and an option without a value', 'AdminCreateUser', {
    UserPoolId,
    Username: "o'brien",
    UserAttributes: [{ Name: 'name', Value: 'Grüße "x"' }],
    MessageAction: 'SUPPRESS',
    ForceAliasCreation: false,
  }, async () => {
    const user = await client.send(new AdminGetUserCommand({ UserPoolId, Username: "o'brien" }));
    return { Username: user.Username, UserAttributes: user.UserAttributes.filter(({ Name }) => Name === 'name') };
  });
}
