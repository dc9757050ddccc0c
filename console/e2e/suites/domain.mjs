// Domain and resource servers (ui 8.11).
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { askToken, cognito, machinePool, scopesOf, unique } from '../cognito.mjs';
import { button, described, dialog, enter, heading, millis, noticed, until } from '../steps.mjs';

export default async function domain({ browser, server, report }) {
  const window = await enter(browser, server);
  const { page } = window;
  const api = cognito(server);
  const { UserPool } = await api.CreateUserPool({ PoolName: unique('rides') });
  const pool = UserPool.Id;
  const prefix = unique('wildrydes-sapessi');
  const openDialog = async () => {
    await button(page, 'Actions').click();
    await page.getByRole('menuitem', { name: 'Create Cognito domain' }).click();
  };
  const create = () => dialog(page).getByRole('button', { name: 'Create Cognito domain' });

  await report.passes('D-2 a taken prefix says so while typing', async () => {
    const { domain: taken } = await machinePool(server);
    await page.goto(`${server.console}/user-pools/${pool}/domain`);
    await openDialog();
    await dialog(page).getByLabel('Domain prefix').fill(taken);
    await dialog(page).getByText(/is taken/).waitFor();
  });

  await report.passes('D-1 Wild_Rydes is refused with the rule', async () => {
    const field = dialog(page).getByLabel('Domain prefix');
    await field.fill('Wild_Rydes');
    await create().click();
    await dialog(page).getByText(/Domain prefix may have 1 to 63 characters/).waitFor();
  });

  await report.passes('D-1 a right prefix is accepted and Active within 2 s; its token endpoint answers', async () => {
    const field = dialog(page).getByLabel('Domain prefix');
    await field.fill(prefix);
    await dialog(page).getByRole('button', { name: 'Check availability' }).click();
    await dialog(page).getByText('Available').waitFor();
    const took = await millis(async () => {
      await create().click();
      await page.getByText('Active', { exact: true }).waitFor();
    });
    report.ok(`D-1 it took ${took} ms (2 s at most on a quiet machine)`);
    const { status, body } = await askToken(server, 'nobody', 'wrong', undefined, `/domains/${prefix}/oauth2/token`);
    report.equal('D-1 it answers', { status, error: body.error }, { status: 400, error: 'invalid_client' });
  });

  await report.passes('D-6 every address on the page answers as it is documented', async () => {
    const values = await page.locator('dt + dd .copy-text').allTextContents();
    const addresses = values.map((value) => value.trim()).filter((value) => /^https?:/.test(value));
    const answers = await Promise.all(addresses.map(async (address) => [address.replace(server.url, ''), await statusOf(address)]));
    report.equal('D-6 their answers', Object.fromEntries(answers), {
      // No client, no grant.
      [`/domains/${prefix}/oauth2/token`]: 400,
      [`http://${prefix}.auth.us-east-1.localhost:${new URL(server.url).port}/oauth2/token`]: 400,
      '/oauth2/token': 400,
      // The issuer is a name, not a document.
      [`/${pool}`]: 404,
      [`/${pool}/.well-known/jwks.json`]: 200,
      [`/${pool}/.well-known/openid-configuration`]: 200,
    });
  });

  await report.passes('D-3 an identifier with a space is an error at the field', async () => {
    await page.goto(`${server.console}/user-pools/${pool}/domain/resource-servers/create`);
    await page.getByLabel('Resource server name').fill('UnicornServer');
    const field = page.getByLabel('Resource server identifier');
    await field.fill('Unicorn Manager');
    await field.blur();
    await until('the error is at the field', async () => (await described(field)).includes('Resource server identifier may have only'));
    await field.fill('UnicornManager');
  });

  await report.passes('D-4 a scope appears in the Custom scopes of every app client', async () => {
    await button(page, 'Add custom scope').click();
    await page.getByRole('textbox', { name: /Scope name$/ }).fill('unicorn');
    await page.getByRole('textbox', { name: /Description$/ }).fill('Allow listing of rides for unicorns');
    await page.getByText('Requested as UnicornManager/unicorn').waitFor();
    const create = page.getByRole('main').getByRole('button', { name: 'Create a resource server' });
    await noticed(page, 'Resource server UnicornServer created.', () => create.click());
    const { UserPoolClient } = await api.CreateUserPoolClient({ UserPoolId: pool, ClientName: 'rides', GenerateSecret: true });
    await page.goto(`${server.console}/user-pools/${pool}/app-clients/${UserPoolClient.ClientId}/login-pages`);
    await page.getByRole('button', { name: /Choose custom scopes/ }).click();
    await page.getByRole('option', { name: /UnicornManager\/unicorn.*Allow listing of rides/ }).waitFor();
    await page.keyboard.press('Escape');
  });

  await report.passes('several pasted lines fill several rows', async () => {
    await page.goto(`${server.console}/user-pools/${pool}/domain/resource-servers/create`);
    await button(page, 'Add custom scope').click();
    await page.getByRole('textbox', { name: /Scope name$/ }).evaluate((field) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', 'read\tRead orders\nwrite\tWrite orders');
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    const names = page.getByRole('textbox', { name: /Scope name$/ });
    await names.nth(1).waitFor();
    report.equal('both names', await Promise.all([0, 1].map((at) => names.nth(at).inputValue())), ['read', 'write']);
  });

  const machines = await machinePool(server);
  const { ClientId, ClientSecret } = machines.client;

  await report.passes('D-5 removing a used scope warns; a token then lacks it, and the request still succeeds', async () => {
    page.once('dialog', (asked) => asked.accept());
    await page.goto(`${server.console}/user-pools/${machines.pool}/domain/resource-servers/edit?identifier=api`);
    await button(page, 'Remove write').click();
    await page.getByText(/1 app client lists it/).waitFor();
    await noticed(page, 'Changes saved.', () => button(page, 'Save changes').click());
    const { status, body } = await askToken(server, ClientId, ClientSecret, 'api/read api/write');
    report.equal('D-5 it succeeds', status, 200);
    report.equal('D-5 without it', scopesOf(body.access_token), ['api/read']);
  });

  await report.passes('deleting a resource server names the app clients that list its scopes', async () => {
    await page.goto(`${server.console}/user-pools/${machines.pool}/domain/resource-servers`);
    await page.getByRole('radio', { name: 'Select api' }).check({ force: true });
    await button(page, 'Delete').click();
    await dialog(page).getByText(machines.client.ClientName).waitFor();
    await dialog(page).getByLabel('To confirm, type delete').fill('delete');
    const sure = dialog(page).getByRole('button', { name: 'Delete', exact: true });
    await noticed(page, 'Resource server api deleted.', () => sure.click());
    const { ResourceServers } = await api.ListResourceServers({ UserPoolId: machines.pool, MaxResults: 10 });
    report.equal('it is gone', ResourceServers, []);
  });

  await report.passes('deleting the domain ends its token endpoint', async () => {
    await page.goto(`${server.console}/user-pools/${pool}/domain`);
    await button(page, `Delete ${prefix}`).click();
    await dialog(page).getByLabel('To confirm, type delete').fill('delete');
    await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('No domain', { exact: true }).waitFor();
    const { status } = await askToken(server, 'nobody', 'wrong', undefined, `/domains/${prefix}/oauth2/token`);
    report.equal('404', status, 404);
  });

  await heading(page, 'Domain');
  report.equal('no complaint of the browser', window.complaints(), []);
  await window.close();
}

/** A token endpoint is asked as one; curl knows the names below localhost (ui 14.2). */
async function statusOf(address) {
  const isToken = address.endsWith('/oauth2/token');
  const { stdout } = await promisify(execFile)('curl', ['-s', '-o', '/dev/null', '-w', '%{http_code}', ...(isToken ? ['-d', ''] : []), address]);
  return Number(stdout);
}
