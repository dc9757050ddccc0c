// Access keys, administrators, audit log (AU-1), request log (F3-1, RL-2) and health (ui 9.3, 10.1 to 10.4).
import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolDomainCommand,
  ListUserPoolsCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { fixture } from '../pages.mjs';
import { signIn } from '../session.mjs';
import { openWindow } from '../window.mjs';

export default async function serverPages({ browser, server, report }) {
  const { client, params } = await fixture(server);
  const { pool } = params;
  const window = await openWindow(browser);
  const { page } = window;
  await signIn(window, server);
  const open = (path) => page.goto(`${server.console}/${path}`);
  const dialog = page.getByRole('dialog');
  await accessKeys({ page, server, report, open, dialog });
  await administrators({ page, report, open, dialog });
  await auditLog({ page, report, open, client, pool });
  await requestLog({ page, server, report, open, client, pool });

  await report.passes('health says what the node is and what it counted', async () => {
    await open('server/health');
    await page.getByText('Alive', { exact: true }).waitFor();
    await page.getByText('Ready', { exact: true }).waitFor();
    await page.getByRole('row', { name: /ListUserPools/ }).waitFor();
  });
  report.equal('no complaint of the browser (G-2)', window.complaints(/Failed to load resource/), []);
  await window.close();
}

async function accessKeys({ page, server, report, open, dialog }) {
  let made = {};
  await report.passes('an access key is shown once, with the lines for the environment', async () => {
    await open('server/access-keys');
    await page.getByRole('button', { name: 'Create access key' }).first().click();
    await dialog.getByLabel(/^Description/).fill('terraform');
    await dialog.getByLabel('Some actions on some user pools').check();
    await dialog.getByLabel('Allowed actions').fill('cognito-idp:ListUserPools');
    await dialog.getByRole('button', { name: 'Create access key' }).click();
    const lines = page.getByRole('region', { name: 'For the AWS CLI' }).first();
    await lines.waitFor();
    if (!(await lines.textContent()).includes('AWS_SECRET_ACCESS_KEY=••••')) throw new Error('the secret is in the page');
    await page.getByRole('button', { name: 'Show secret access key' }).click();
    made = {
      accessKeyId: /AWS_ACCESS_KEY_ID=(\S+)/.exec(await lines.textContent())?.[1],
      secretAccessKey: await page.locator('code.secret').first().textContent(),
    };
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.getByRole('row', { name: /terraform/ }).getByText('cognito-idp:ListUserPools on all user pools').waitFor();
  });
  const own = new CognitoIdentityProviderClient({ region: 'us-east-1', endpoint: server.url, credentials: made });
  const outcome = async (command) => {
    try {
      await own.send(command);
      return 'done';
    } catch ({ name }) {
      return name;
    }
  };
  const list = () => outcome(new ListUserPoolsCommand({ MaxResults: 1 }));
  report.equal('the key does what its policy allows', await list(), 'done');
  report.equal(
    'and nothing else',
    await outcome(new CreateUserPoolDomainCommand({ UserPoolId: 'us-east-1_a1B2c3D4e', Domain: 'x' })),
    'AccessDeniedException',
  );
  await report.passes('a disabled key is refused within a second', async () => {
    await page.getByRole('radio', { name: `Select ${made.accessKeyId}` }).check();
    await page.getByRole('button', { name: 'Disable', exact: true }).click();
    await page.getByText(/^Access key disabled/).waitFor();
    if ((await list()) === 'done') throw new Error('it is accepted');
  });
  await report.passes('a key is deleted', async () => {
    await page.getByRole('radio', { name: `Select ${made.accessKeyId}` }).check();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByRole('textbox').fill('delete');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Access key deleted.').waitFor();
  });
}

async function administrators({ page, report, open, dialog }) {
  await report.passes('an administrator is added with a role, and gets a link that is shown once', async () => {
    await open('server/administrators');
    await page.getByRole('button', { name: 'Add administrator' }).first().click();
    await dialog.getByLabel('Name', { exact: true }).fill('grace');
    await dialog.getByLabel('Read-only').check();
    await dialog.getByRole('button', { name: 'Add administrator' }).click();
    await page.getByText('Set-up link for grace').waitFor();
    await page.getByRole('button', { name: 'I have sent it' }).click();
    await page.getByRole('row', { name: /grace/ }).getByText('Has not chosen a password').waitFor();
  });
  await report.passes('the second factor is shown as QR code and as key', async () => {
    await page.getByRole('button', { name: 'Set up authenticator app' }).click();
    await page.getByRole('img', { name: 'QR code for authenticator apps' }).waitFor();
    await page.getByRole('button', { name: 'Show secret key' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
  });
  await report.passes('an administrator is deleted', async () => {
    await page.getByRole('radio', { name: 'Select grace' }).check();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByRole('textbox').fill('delete');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Administrator grace deleted.').waitFor();
  });
}

async function auditLog({ page, report, open, client, pool }) {
  await client.send(new UpdateUserPoolCommand({ UserPoolId: pool, PoolName: 'Renamed' }));
  await report.passes('AU-1: a rename by the SDK shows who did it, the old and the new name', async () => {
    await open('server/audit-log?event=UpdateUserPool');
    await page.getByRole('link', { name: 'UpdateUserPool' }).first().click();
    const json = page.getByRole('region', { name: 'event as JSON' });
    await json.waitFor();
    const text = (await json.textContent()) ?? '';
    for (const word of ['"Actor"', 'WildRydes', 'Renamed', pool]) {
      if (!text.includes(word)) throw new Error(`no ${word} in ${text}`);
    }
  });
  await report.passes('the log is verified', async () => {
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('The audit log is intact').waitFor();
  });
  // That the server finds it is AuditChainContract's; nobody alters the rows of a server that runs.
  await report.passes('AU-3: an altered row makes Verify fail, and is named', async () => {
    const altered = '0199b0d2-0000-7000-8000-00000000abcd';
    await page.route('**/', async (route) => {
      const target = route.request().headers()['x-amz-target'] ?? '';
      if (!target.endsWith('.VerifyAuditLog')) return route.fallback();
      return route.fulfill({
        contentType: 'application/x-amz-json-1.1',
        body: JSON.stringify({ Valid: false, Events: 7, FirstInvalidEventId: altered }),
      });
    });
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText(altered).waitFor();
    await page.unroute('**/');
  });
}

async function requestLog({ page, server, report, open, client, pool }) {
  const prefix = `log-${pool.split('_')[1].toLowerCase()}`;
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId: pool, Domain: prefix }));
  const { UserPoolClient } = await client.send(
    new CreateUserPoolClientCommand({ UserPoolId: pool, ClientName: 'seed3', GenerateSecret: true }),
  );
  const password = 'S3cret-of-somebody';
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: UserPoolClient.ClientId,
    client_secret: UserPoolClient.ClientSecret,
    username: 'ada',
    password,
    scope: 'orders/read',
  });
  await fetch(`${server.url}/domains/${prefix}/oauth2/token`, { method: 'POST', body });
  const answers = [];
  page.on('response', (response) => answers.push(response));
  await report.passes('F3-1: the row of the request names the causes', async () => {
    await open(`user-pools/${pool}/request-log?errors=only`);
    const row = page.getByRole('row', { name: /oauth2\/token/ }).first();
    await row.waitFor();
    await row.getByText(/username and password are ignored/).waitFor();
  });
  const texts = await Promise.all(
    answers.filter((each) => new URL(each.url()).pathname === '/').map((each) => each.text().catch(() => '')),
  );
  report.holds(
    'RL-2: no password and no secret is in the answers of the page',
    texts.length > 0 && texts.every((each) => !each.includes(password) && !each.includes(UserPoolClient.ClientSecret)),
  );
  await report.passes('the log is exported as JSON lines', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export JSON lines' }).click();
    const name = (await download).suggestedFilename();
    if (name !== `requests-${pool}.jsonl`) throw new Error(name);
  });
}
