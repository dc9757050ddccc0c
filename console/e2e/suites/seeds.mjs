// The tutorials of the seeds, in their own words (ui 11.1, 11.2, 11.3, 11.5).
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { askToken, cognito, scopesOf, unique } from '../cognito.mjs';
import { button, chooseScopes, dialog, enter, fact, heading, millis, noticed, search } from '../steps.mjs';

export default async function seeds({ browser, server, report }) {
  for (const seed of [seed000, seed001, seed002, seed004]) {
    const window = await enter(browser, server);
    await seed(window.page, server, report);
    report.equal(`${seed.name}: no complaint of the browser`, window.complaints(), []);
    await window.close();
  }
}

const textOf = async (locator) => (await locator.textContent()).trim();
const poolOf = (page) => new URL(page.url()).pathname.split('/')[3];

/** A domain by the menu "Actions". */
async function createDomain(page, prefix) {
  await button(page, 'Actions').click();
  await page.getByRole('menuitem', { name: 'Create Cognito domain' }).click();
  await dialog(page).getByLabel('Domain prefix').fill(prefix);
  await dialog(page).getByRole('button', { name: 'Check availability' }).click();
  await dialog(page).getByText('Available').waitFor();
  await dialog(page).getByRole('button', { name: 'Create Cognito domain' }).click();
  await page.getByText('Active', { exact: true }).waitFor();
}

async function createServer(page, { name, identifier, scopes }) {
  await page.getByLabel('Resource server name').fill(name);
  await page.getByLabel('Resource server identifier').fill(identifier);
  for (const [at, [scope, description]] of scopes.entries()) {
    await button(page, 'Add custom scope').click();
    await page.getByRole('textbox', { name: /Scope name$/ }).nth(at).fill(scope);
    await page.getByRole('textbox', { name: /Description$/ }).nth(at).fill(description);
  }
  const create = page.getByRole('main').getByRole('button', { name: 'Create a resource server' });
  await noticed(page, `Resource server ${name} created.`, () => create.click());
}

/** Grant and scopes of an app client, on the page that its tab "Login pages" leads to. */
async function attach(page, ...scopes) {
  await page.getByRole('tab', { name: 'Login pages' }).click();
  await button(page, 'Edit Login pages').click();
  await page.getByRole('checkbox', { name: 'Client credentials' }).check();
  await chooseScopes(page, ...scopes);
  await noticed(page, 'Changes saved.', () => button(page, 'Save changes').click());
}

async function seed000(page, server, report) {
  const name = unique('system');
  await report.passes('F0-1 step 1 to 4: a user pool with a confidential client, step by step', async () => {
    await page.goto(`${server.console}/user-pools`);
    await button(page, 'Create user pool').click();
    await button(page, 'Set up step by step').click();
    for (let step = 1; step <= 4; step += 1) await button(page, 'Next').click();
    await page.getByLabel('User pool name').fill(name);
    await page.getByRole('radio', { name: /Confidential client/ }).check();
    report.holds(
      'F0-1 Confidential client selects "Generate a client secret"',
      await page.getByRole('radio', { name: 'Generate a client secret', exact: true }).isChecked(),
    );
    await page.getByLabel('App client name').fill('external-system');
    await button(page, 'Next').click();
    await page.getByRole('heading', { name: 'Review and create' }).first().waitFor();
    await button(page, 'Create user pool').click();
    await heading(page, "Your application's resources are ready");
  });
  const pool = poolOf(page);

  await report.passes('F0-1 step 5.1: a Cognito domain', async () => {
    await search(page, 'App integration');
    await heading(page, 'App clients');
    await search(page, 'Domain');
    await heading(page, 'Domain');
    await createDomain(page, name);
  });

  await report.passes('F0-1 step 5.2: a resource server with custom scopes', async () => {
    await button(page, 'Create a resource server').click();
    await createServer(page, {
      name: 'orders',
      identifier: 'orders',
      scopes: [['read', 'Read orders'], ['write', 'Write orders'], ['admin', 'All of it']],
    });
  });

  await report.passes('F0-1 step 5.3: scopes attached to the app client', async () => {
    await page.goto(`${server.console}/user-pools/${pool}/app-clients`);
    await page.getByRole('link', { name: 'external-system' }).click();
    await attach(page, 'orders/read', 'orders/write');
  });

  await report.passes('F0-2 step 5.4 and 5.5: the token has the scopes that were attached', async () => {
    const id = await textOf(fact(page, 'Client ID'));
    await button(page, 'Show client secret').click();
    const secret = await textOf(page.locator('code.secret').first());
    await page.goto(`${server.console}/user-pools/${pool}/domain`);
    const endpoint = await textOf(fact(page, 'Token endpoint'));
    const { status, body } = await askToken(server, id, secret, undefined, new URL(endpoint).pathname);
    report.equal('F0-2 the request succeeds', status, 200);
    report.equal('F0-2 scope', scopesOf(body.access_token), ['orders/read', 'orders/write']);
    await page.goto(`${server.console}/user-pools/${pool}/token-tester?client=${id}`);
    await button(page, 'Get token').click();
    const row = page.getByRole('table', { name: 'Claims' }).getByRole('row', { name: /^scope/ });
    await row.waitFor();
    report.holds('F0-2 the token tester shows them', /orders\/read/.test(await row.textContent()));
  });

  await report.passes('F0-3 a second client with other scopes gets only its own', async () => {
    await page.goto(`${server.console}/user-pools/${pool}/app-clients/create?type=m2m`);
    await page.getByLabel('Name your application').fill('other-system');
    await chooseScopes(page, 'orders/admin');
    await page.getByRole('main').getByRole('button', { name: 'Create app client' }).click();
    await heading(page, 'other-system');
    const id = await textOf(fact(page, 'Client ID'));
    const { UserPoolClient } = await cognito(server).DescribeUserPoolClient({ UserPoolId: pool, ClientId: id });
    const { body } = await askToken(server, id, UserPoolClient.ClientSecret);
    report.equal('F0-3 scope', scopesOf(body.access_token), ['orders/admin']);
  });
}

async function seed001(page, server, report) {
  const api = cognito(server);
  const name = unique('first-pool');
  let pool;
  await report.passes('F1-1 what the AWS CLI makes shows within 5 s, without a reload', async () => {
    await page.goto(`${server.console}/user-pools?filter=${name}`);
    await heading(page, 'User pools');
    pool = (await api.CreateUserPool({ PoolName: name })).UserPool.Id;
    const shown = await millis(() => page.getByRole('link', { name, exact: true }).waitFor());
    report.ok(`F1-1 the pool, after ${shown} ms`);

    await page.goto(`${server.console}/user-pools/${pool}/domain/resource-servers`);
    await heading(page, 'Resource servers');
    await api.CreateResourceServer({
      UserPoolId: pool,
      Identifier: 'transactions',
      Name: 'transactions',
      Scopes: [{ ScopeName: 'get', ScopeDescription: 'get tx' }, { ScopeName: 'post', ScopeDescription: 'post tx' }],
    });
    const afterwards = await millis(() => page.getByRole('link', { name: 'transactions', exact: true }).waitFor());
    report.ok(`F1-1 the resource server, after ${afterwards} ms`);
    await page.getByRole('button', { name: '2 Custom scopes' }).click();
    await page.getByText('transactions/get').first().waitFor();
    await page.getByText('transactions/post').first().waitFor();

    await page.goto(`${server.console}/user-pools/${pool}/app-clients`);
    await heading(page, 'App clients');
    const { UserPoolClient } = await api.CreateUserPoolClient({
      UserPoolId: pool,
      ClientName: 'test',
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: ['transactions/post'],
      AllowedOAuthFlowsUserPoolClient: true,
    });
    const client = await millis(() => page.getByRole('link', { name: 'test', exact: true }).waitFor());
    report.ok(`F1-1 the client, after ${client} ms`);
    await page.getByRole('link', { name: 'test', exact: true }).click();
    await page.getByText('transactions/post').first().waitFor();

    await api.CreateUserPoolDomain({ UserPoolId: pool, Domain: name });
    await page.goto(`${server.console}/user-pools/${pool}/domain`);
    await page.getByText(name, { exact: true }).first().waitFor();

    const { body } = await askToken(server, UserPoolClient.ClientId, UserPoolClient.ClientSecret, 'transactions/post');
    report.equal('F1-3 the scope of the token', scopesOf(body.access_token), ['transactions/post']);
  });
}

async function seed002(page, server, report) {
  const api = cognito(server);
  const { UserPool } = await api.CreateUserPool({ PoolName: unique('WildRydes') });
  const pool = UserPool.Id;
  const url = 'https://dxxxxxxxxxxxxx.cloudfront.net/';
  await report.passes('F2-1 the words of the first generation lead to a configured client', async () => {
    await page.goto(`${server.console}/`);
    await search(page, 'Manage your User Pools');
    await heading(page, 'User pools');
    await page.getByRole('searchbox', { name: 'Find user pools by name or ID' }).fill(UserPool.Name);
    await page.getByRole('link', { name: UserPool.Name, exact: true }).click();
    await heading(page, 'Overview');

    await search(page, 'Add another app client');
    await heading(page, 'App clients');
    await button(page, 'Create app client').click();
    await heading(page, 'Create app client');
    await page.getByRole('radio', { name: /Single-page application/ }).check();
    await page.getByLabel('Name your application').fill('UnicornManager');
    await page.getByRole('button', { name: 'Advanced' }).click();
    report.holds(
      'F2-1 no client secret',
      await page.getByRole('radio', { name: "Don't generate a client secret" }).isChecked(),
    );
    await page.getByRole('main').getByRole('button', { name: 'Create app client' }).click();
    await heading(page, 'UnicornManager');

    await search(page, 'Domain name');
    await heading(page, 'Domain');
    await createDomain(page, unique('wildrydes-sapessi'));

    await search(page, 'Add a resource server');
    await heading(page, 'Create a resource server');
    await createServer(page, {
      name: 'UnicornServer',
      identifier: 'UnicornManager',
      scopes: [['unicorn', 'Allow listing of rides for unicorns']],
    });

    // The pool's only app client: the words lead to it.
    await search(page, 'App client settings');
    await heading(page, 'UnicornManager');
    await button(page, 'Edit Login pages').click();
    await page.getByRole('checkbox', { name: 'Cognito user pool' }).check();
    await page.getByRole('checkbox', { name: 'Implicit grant' }).check();
    await page.getByText(/Authorization code with PKCE does the same more safely/).waitFor();
    report.ok('F2-3 a hint recommends code with PKCE, and hinders nobody');
    await chooseScopes(page, 'UnicornManager/unicorn');
    await page.getByLabel('Allowed callback URLs').fill(url);
    await page.getByLabel('Allowed sign-out URLs').fill(url);
    await noticed(page, 'Changes saved.', () => button(page, 'Save changes').click());
  });
  const { UserPoolClients } = await api.ListUserPoolClients({ UserPoolId: pool, MaxResults: 10 });
  const { UserPoolClient } = await api.DescribeUserPoolClient({ UserPoolId: pool, ClientId: UserPoolClients[0].ClientId });
  const { AllowedOAuthFlows, AllowedOAuthScopes, CallbackURLs, LogoutURLs, SupportedIdentityProviders } = UserPoolClient;
  report.equal(
    'F2-1 the client has what the tutorial sets',
    { AllowedOAuthFlows, AllowedOAuthScopes, CallbackURLs, LogoutURLs, SupportedIdentityProviders },
    {
      AllowedOAuthFlows: ['implicit'],
      AllowedOAuthScopes: ['UnicornManager/unicorn'],
      CallbackURLs: [url],
      LogoutURLs: [url],
      SupportedIdentityProviders: ['COGNITO'],
    },
  );
}

async function seed004(page, server, report) {
  const api = cognito(server);
  const { UserPool } = await api.CreateUserPool({ PoolName: unique('emails') });
  const pool = UserPool.Id;
  await report.passes('F4-1 domain, resource server, app client, Hosted UI settings', async () => {
    await page.goto(`${server.console}/user-pools/${pool}/overview`);
    await heading(page, 'Overview');
    await search(page, 'Create Cognito domain');
    await createDomain(page, unique('your-domain'));
    await button(page, 'Create a resource server').click();
    await createServer(page, {
      name: 'your_resource_server',
      identifier: 'your_resource_server',
      scopes: [['order.write', 'Write orders']],
    });
    await search(page, 'Create app client');
    await heading(page, 'Create app client');
    await page.getByLabel('Name your application').fill('my_client');
    await page.getByRole('button', { name: 'Advanced' }).click();
    await page.getByRole('radio', { name: 'Generate a client secret', exact: true }).check();
    await page.getByRole('main').getByRole('button', { name: 'Create app client' }).click();
    await heading(page, 'my_client');
    await search(page, 'Hosted UI settings');
    await attach(page, 'your_resource_server/order.write');
  });

  await report.passes('F4-2 the Postman collection asks for a token', async () => {
    await page.getByRole('tab', { name: 'Quick setup guide' }).click();
    await page.getByRole('tab', { name: 'Postman' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Download collection').click()]);
    const collection = JSON.parse(await readFile(await download.path(), 'utf8'));
    const { UserPoolClients } = await api.ListUserPoolClients({ UserPoolId: pool, MaxResults: 10 });
    const { UserPoolClient } = await api.DescribeUserPoolClient({ UserPoolId: pool, ClientId: UserPoolClients[0].ClientId });
    report.equal('F4-2 the secret is left blank', JSON.stringify(collection).includes(UserPoolClient.ClientSecret), false);
    const answer = await replay(collection, { client_secret: UserPoolClient.ClientSecret });
    report.equal(
      'F4-2 status, expires_in, token_type',
      [answer.status, answer.body.expires_in, answer.body.token_type],
      [200, 3600, 'Bearer'],
    );
    report.equal('F4-3 scope', scopesOf(answer.body.access_token), ['your_resource_server/order.write']);
  });
}

/** Sends the request of a collection as Postman does, with curl. */
async function replay(collection, secrets) {
  const values = { ...Object.fromEntries(collection.variable.map(({ key, value }) => [key, value])), ...secrets };
  const filled = (text) => text.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]);
  const { request } = collection.item[0];
  const [username, password] = ['username', 'password'].map((key) => request.auth.basic.find((each) => each.key === key).value);
  const { stdout: output } = await promisify(execFile)('curl', [
    '-s', '-w', '\n%{http_code}', '-X', request.method, filled(request.url),
    '--user', `${filled(username)}:${filled(password)}`,
    ...request.body.urlencoded.flatMap(({ key, value }) => ['--data-urlencode', `${key}=${filled(value)}`]),
  ]);
  const end = output.lastIndexOf('\n');
  return { status: Number(output.slice(end + 1)), body: JSON.parse(output.slice(0, end)) };
}
