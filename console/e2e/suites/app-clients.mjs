// App clients with all their tabs (ui 8.4).
import { askToken, claims, cognito, machinePool, unique, without } from '../cognito.mjs';
import { button, chooseScopes, described, dialog, enter, heading, noticed, until } from '../steps.mjs';

export default async function appClients({ browser, server, report }) {
  const window = await enter(browser, server);
  const { page } = window;
  const api = cognito(server);
  const { UserPool } = await api.CreateUserPool({ PoolName: unique('clients') });
  const pool = UserPool.Id;
  const list = `${server.console}/user-pools/${pool}/app-clients`;
  const describe = async (ClientId) => (await api.DescribeUserPoolClient({ UserPoolId: pool, ClientId })).UserPoolClient;

  await report.passes('A-1 UnicornManager is created without a secret', async () => {
    await page.goto(list);
    await button(page, 'Create app client').click();
    await page.getByRole('radio', { name: /Single-page application/ }).check();
    await page.getByLabel('Name your application').fill('UnicornManager');
    await page.getByRole('main').getByRole('button', { name: 'Create app client' }).click();
    await heading(page, 'UnicornManager');
  });
  const publicId = new URL(page.url()).pathname.split('/').at(-1);
  report.equal('A-1 it has none', (await describe(publicId)).ClientSecret, undefined);

  await report.passes('A-2 editing the name changes the name and the date alone', async () => {
    const before = await describe(publicId);
    await button(page, 'Edit App client information').click();
    await page.getByLabel('App client name').fill('UnicornMaster');
    await button(page, 'Save changes').click();
    await heading(page, 'UnicornMaster');
    const after = await describe(publicId);
    const rest = (client) => without(client, 'ClientName', 'LastModifiedDate');
    report.equal('A-2 all else is as it was', rest(after), rest(before));
    report.equal('A-2 the name', after.ClientName, 'UnicornMaster');
  });

  await report.passes('A-2 a change that somebody else made meanwhile is not overwritten', async () => {
    await button(page, 'Edit App client information').click();
    await page.getByLabel('App client name').fill('Mine');
    const settings = without(await describe(publicId), 'LastModifiedDate', 'CreationDate');
    await api.UpdateUserPoolClient({ ...settings, ClientName: 'Theirs' });
    await button(page, 'Save changes').click();
    await page.getByText(/Someone changed this app client at/).waitFor();
    report.equal('A-2 theirs is kept', (await describe(publicId)).ClientName, 'Theirs');
    page.once('dialog', (asked) => asked.accept());
    await button(page, 'Cancel').click();
    await page.getByRole('tab', { name: 'Login pages' }).waitFor();
  });

  await report.passes('A-3 client credentials cannot be chosen for a public client, and the reason is read out', async () => {
    await button(page, 'Edit Login pages').click();
    const grant = page.getByRole('checkbox', { name: 'Client credentials' });
    await grant.waitFor();
    report.holds('A-3 disabled', await grant.isDisabled());
    const why = await described(grant);
    report.holds('A-3 its description says why', why.includes("This app client has no secret and can't get one later."), why);
  });

  await report.passes('A-9 a callback on plain HTTP is refused with the rule; localhost and an app are not', async () => {
    const field = page.getByLabel('Allowed callback URLs');
    await field.fill('http://example.com/cb');
    await field.blur();
    await until('the error is at the field', async () => (await described(field)).includes('must use https; http is allowed for localhost only'));
    await page.getByRole('checkbox', { name: 'Authorization code grant' }).check();
    await page.getByRole('checkbox', { name: /^OpenID/ }).check();
    await field.fill('http://localhost:3000/cb\nmyapp://cb');
    await noticed(page, 'Changes saved.', () => button(page, 'Save changes').click());
    report.equal('A-9 saved', (await describe(publicId)).CallbackURLs.sort(), ['http://localhost:3000/cb', 'myapp://cb']);
  });

  const machines = await machinePool(server, { withScopes: false });
  const ofMachine = `${server.console}/user-pools/${machines.pool}/app-clients/${machines.client.ClientId}`;

  await report.passes('A-4 the warning about missing custom scopes shows and vanishes', async () => {
    await page.goto(`${ofMachine}/login-pages`);
    const warning = page.getByText('Token requests will fail with invalid_scope until a custom scope is attached.');
    await warning.waitFor();
    await chooseScopes(page, 'api/read');
    await warning.waitFor({ state: 'detached' });
    await noticed(page, 'Changes saved.', () => button(page, 'Save changes').click());
    const { status } = await askToken(server, machines.client.ClientId, machines.client.ClientSecret);
    report.equal('A-4 and tokens are issued', status, 200);
  });

  await report.passes('A-5 the secret is shown, copied and hidden again, and is not in the page before', async () => {
    const secret = machines.client.ClientSecret;
    await window.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(ofMachine);
    await button(page, 'Show client secret').waitFor();
    report.holds('A-5 absent', !(await page.content()).includes(secret));
    await button(page, 'Show client secret').click();
    await page.getByText(secret).waitFor();
    const copied = page.getByText('Copied').first().waitFor();
    await button(page, 'Copy client secret').click();
    await copied;
    report.equal('A-5 copied', await page.evaluate(() => navigator.clipboard.readText()), secret);
    await button(page, 'Hide client secret').click();
    report.holds('A-5 absent again', !(await page.content()).includes(secret));
  });

  await report.passes('A-6 both secrets are good during a rotation, afterwards only the new one', async () => {
    const { ClientId, ClientSecret: old } = machines.client;
    await page.goto(`${ofMachine}?tab=secrets`);
    await button(page, 'Rotate').click();
    await dialog(page).getByRole('button', { name: 'Show new client secret' }).click();
    const fresh = await dialog(page).locator('code.secret').textContent();
    await dialog(page).getByRole('button', { name: 'I have saved it' }).click();
    report.equal('A-6 the old one', (await askToken(server, ClientId, old)).status, 200);
    report.equal('A-6 the new one', (await askToken(server, ClientId, fresh)).status, 200);
    await button(page, 'Delete the old secret').click();
    await dialog(page).getByLabel('To confirm, type delete').fill('delete');
    const sure = dialog(page).getByRole('button', { name: 'Delete', exact: true });
    await noticed(page, 'Secret deleted.', () => sure.click());
    await until('the old secret is refused', async () => (await askToken(server, ClientId, old)).status === 400);
    report.equal('A-6 the new one afterwards', (await askToken(server, ClientId, fresh)).status, 200);
  });

  await report.passes('machine attributes are in the next token', async () => {
    await page.goto(`${ofMachine}?tab=machine-attributes`);
    await button(page, 'Add claim').click();
    await page.getByRole('textbox', { name: 'Claim', exact: true }).fill('tenant');
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('acme');
    await noticed(page, 'Changes saved.', () => button(page, 'Save changes').click());
    const { body } = await askToken(server, machines.client.ClientId, await secretOf(machines));
    report.equal('machine attributes: the claim', claims(body.access_token).tenant, 'acme');
  });

  await report.passes('A-8 deleting asks for "delete"; afterwards there are no tokens', async () => {
    await page.goto(ofMachine);
    await button(page, 'Delete').click();
    const sure = dialog(page).getByRole('button', { name: 'Delete', exact: true });
    report.holds('A-8 not before it is typed', await sure.isDisabled());
    await dialog(page).getByLabel('To confirm, type delete').fill('delete');
    // However late the list of app clients answers, nothing asks for the deleted one.
    const isList = (request) => request.headers()['x-amz-target']?.endsWith('.ListUserPoolClients') ?? false;
    await page.route('**/', async (route) => {
      if (isList(route.request())) await new Promise((resolve) => setTimeout(resolve, 1000));
      await route.continue();
    });
    await sure.click();
    await heading(page, 'App clients');
    await page.waitForResponse((response) => isList(response.request()));
    await page.unrouteAll({ behavior: 'wait' });
    await until('the client is refused', async () => {
      const { status } = await askToken(server, machines.client.ClientId, machines.client.ClientSecret);
      return status === 400;
    });
  });

  await report.passes('A-10 100 app clients: pages, and the filter finds one by its ID', async () => {
    const made = [];
    for (let i = 0; i < 100; i += 1) {
      made.push((await api.CreateUserPoolClient({ UserPoolId: pool, ClientName: `client ${i}` })).UserPoolClient);
    }
    await page.goto(list);
    await page.getByRole('heading', { name: /App clients.*\(101\)/ }).waitFor();
    const rows = page.getByRole('table', { name: 'App clients' }).getByRole('row');
    report.equal('A-10 a page has 20 of them', await rows.count(), 21);
    const wanted = made[77];
    await page.getByRole('searchbox', { name: 'Find app clients by name or ID' }).fill(wanted.ClientId);
    await page.getByText('1 match').first().waitFor();
    await page.getByRole('link', { name: wanted.ClientName, exact: true }).waitFor();
    report.holds('A-10 the filter is in the address', page.url().includes(wanted.ClientId));
  });

  report.equal('no complaint of the browser', window.complaints(), []);
  await window.close();
}

async function secretOf({ api, pool, client }) {
  const { UserPoolClient } = await api.DescribeUserPoolClient({ UserPoolId: pool, ClientId: client.ClientId });
  return UserPoolClient.ClientSecret;
}
