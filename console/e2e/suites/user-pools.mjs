// User pools and the settings of one (ui 8.2, 8.14).
import { cognito, machinePool, unique, without } from '../cognito.mjs';
import { button, dialog, enter, fact, heading, millis, noticed } from '../steps.mjs';

export default async function userPools({ browser, server, report }) {
  const window = await enter(browser, server);
  const { page } = window;
  const api = cognito(server);
  const list = `${server.console}/user-pools`;

  await report.passes('P-1 an empty list says "No user pools" and has the button', async () => {
    await page.route('**/', async (route) => {
      const target = route.request().headers()['x-amz-target'] ?? '';
      if (!target.endsWith('.ListUserPools')) return route.fallback();
      return route.fulfill({ contentType: 'application/x-amz-json-1.1', body: '{"UserPools":[]}' });
    });
    await page.goto(list);
    await page.getByText('No user pools', { exact: true }).waitFor();
    report.equal('P-1 in the table, too', await page.getByRole('link', { name: 'Create user pool' }).count(), 2);
    await page.unroute('**/');
  });

  await report.passes('P-2 a pool made by a program shows within 5 s, without a reload', async () => {
    // Another suite may have left more pools than the first page of the table shows.
    const name = unique('myblog');
    await page.goto(`${list}?filter=${name}`);
    await heading(page, 'User pools');
    await api.CreateUserPool({ PoolName: name });
    const took = await millis(() => page.getByRole('link', { name, exact: true }).waitFor());
    report.ok(`P-2 it took ${took} ms (5 s at most on a quiet machine)`);
  });

  await report.passes('ui 8.2 home: health, counts, ways to begin, and lines for a shell', async () => {
    const { UserPools } = await api.ListUserPools({ MaxResults: 60 });
    await page.goto(`${server.console}/`);
    await page.getByText('The server is ready', { exact: false }).first().waitFor();
    await page.getByRole('link', { name: String(UserPools.length), exact: true }).waitFor();
    const users = UserPools.length > 30 ? 'Users of the first 30 user pools (estimate)' : 'Users (estimate)';
    await fact(page, users).filter({ hasText: /^\d+$/ }).waitFor();
    const lines = await page.getByRole('region', { name: 'environment lines' }).textContent();
    report.holds('ui 8.2 the lines name this server', lines.includes(`AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=${server.url}`), lines);
    await page.getByRole('link', { name: 'Create user pool: Sign in users' }).click();
    await heading(page, 'Create user pool');
  });

  const machines = await machinePool(server);
  const settings = `${list}/${machines.pool}/settings`;

  await report.passes('ui 8.14 a tag that is not saved stays while the pool is renamed, and is asked for before the page is left', async () => {
    await page.goto(settings);
    await button(page, 'Add tag').click();
    const key = page.getByRole('textbox', { name: 'Key', exact: true });
    await key.fill('stage');
    await button(page, 'Rename').click();
    await dialog(page).getByLabel('User pool name').fill('Other');
    await noticed(page, 'User pool renamed.', () => dialog(page).getByRole('button', { name: 'Save changes' }).click());
    await fact(page, 'User pool name').filter({ hasText: 'Other' }).waitFor();
    report.equal('it stays', await key.inputValue(), 'stage');
    const clients = page.getByRole('navigation').getByRole('link', { name: 'App clients', exact: true });
    page.once('dialog', (question) => question.dismiss());
    await clients.click();
    report.equal('it stays where leaving is declined', await key.inputValue(), 'stage');
    page.once('dialog', (question) => question.accept());
    await clients.click();
    await heading(page, 'App clients');
    report.equal('it is not kept', (await describe(api, machines.pool)).UserPoolTags ?? {}, {});
  });

  await report.passes('ui 8.14 renaming changes the name alone', async () => {
    const before = await describe(api, machines.pool);
    await page.goto(settings);
    await button(page, 'Rename').click();
    await dialog(page).getByLabel('User pool name').fill('Renamed');
    await noticed(page, 'User pool renamed.', () => dialog(page).getByRole('button', { name: 'Save changes' }).click());
    const after = await describe(api, machines.pool);
    const rest = (pool) => without(pool, 'Name', 'LastModifiedDate');
    report.equal('the name', after.Name, 'Renamed');
    report.equal('all else is as it was', rest(after), rest(before));
  });

  await report.passes('ui 8.14 tags are added and kept', async () => {
    await button(page, 'Add tag').click();
    await page.getByRole('textbox', { name: 'Key', exact: true }).fill('team');
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('orders');
    await noticed(page, 'Changes saved.', () => button(page, 'Save changes').click());
    report.equal('the tag', (await describe(api, machines.pool)).UserPoolTags, { team: 'orders' });
  });

  await report.passes('ui 8.14 deletion protection is switched on', async () => {
    await button(page, 'Activate').click();
    await page.getByRole('button', { name: 'Deactivate', exact: true }).waitFor();
    report.equal('it is on', (await describe(api, machines.pool)).DeletionProtection, 'ACTIVE');
  });

  await report.passes('ST-2 the button stays disabled while another name is typed; protection is taken off in the dialog', async () => {
    await button(page, 'Delete user pool').click();
    const sure = dialog(page).getByRole('button', { name: 'Delete', exact: true });
    await dialog(page).getByRole('button', { name: 'Deactivate deletion protection' }).click();
    await dialog(page).getByText(/Deletion protection is active/).waitFor({ state: 'detached' });
    await dialog(page).getByLabel('To confirm, type Renamed').fill('renamed');
    report.holds('ST-2 another name', await sure.isDisabled());
  });

  await report.passes('ST-1 the dialog lists the domain, and deletes it first', async () => {
    await dialog(page).getByText(machines.domain).waitFor();
    await dialog(page).getByLabel('To confirm, type Renamed').fill('Renamed');
    const sure = dialog(page).getByRole('button', { name: 'Delete', exact: true });
    // However late the answer is, nothing asks for what is gone: not what is read every five seconds either.
    await page.route('**/', async (route) => {
      if (!route.request().headers()['x-amz-target']?.endsWith('.DeleteUserPool')) return route.fallback();
      const response = await route.fetch();
      await new Promise((resolve) => setTimeout(resolve, 6000));
      return route.fulfill({ response });
    });
    await noticed(page, 'User pool Renamed deleted.', () => sure.click());
    await page.unrouteAll({ behavior: 'wait' });
    await heading(page, 'User pools');
    const { UserPools } = await api.ListUserPools({ MaxResults: 60 });
    report.equal('ST-1 it is gone', UserPools.filter(({ Id }) => Id === machines.pool), []);
  });

  await report.passes('ui 8.14 the overview has the facts and what is missing', async () => {
    const { UserPool } = await api.CreateUserPool({ PoolName: unique('empty') });
    await page.goto(`${list}/${UserPool.Id}/overview`);
    await heading(page, 'Overview');
    report.equal('the ARN', (await fact(page, 'ARN').textContent()).trim(), UserPool.Arn);
    const keys = (await fact(page, 'Token signing key URL').textContent()).trim();
    report.equal('the key set answers', (await fetch(keys)).status, 200);
    await page.getByRole('link', { name: 'Create a domain, which has the token endpoint' }).click();
    await heading(page, 'Domain');
  });

  report.equal('no complaint of the browser', window.complaints(), []);
  await window.close();
}

async function describe(api, UserPoolId) {
  return (await api.DescribeUserPool({ UserPoolId })).UserPool;
}
