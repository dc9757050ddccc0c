// Users (ui 8.5: U-1, U-2, U-5, U-6, U-7) and groups (ui 8.6: GR-1, GR-2), against what the API then says.
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { fixture } from '../pages.mjs';
import { signIn } from '../session.mjs';
import { until } from '../steps.mjs';
import { openWindow } from '../window.mjs';

const PASSWORD = 'Summer-2026!';
const MANY = 200;

export default async function users({ browser, server, report }) {
  const { client } = await fixture(server);
  const made = await client.send(new CreateUserPoolCommand({ PoolName: 'People' }));
  const pool = made.UserPool.Id;
  const window = await openWindow(browser);
  const { page } = window;
  await signIn(window, server);
  const app = await client.send(
    new CreateUserPoolClientCommand({
      UserPoolId: pool,
      ClientName: 'web',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    }),
  );
  const clientId = app.UserPoolClient.ClientId;
  const auth = (AuthFlow, AuthParameters) => client.send(new InitiateAuthCommand({ ClientId: clientId, AuthFlow, AuthParameters }));
  const byPassword = (name) => auth('USER_PASSWORD_AUTH', { USERNAME: name, PASSWORD });
  const open = (path) => page.goto(`${server.console}/user-pools/${pool}/${path}`);
  const notice = (text) => page.getByText(text).first().waitFor();
  const menu = async (item) => {
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
  };
  const dialog = page.getByRole('dialog');
  const refusedWith = async (call) => {
    try {
      await call();
      return 'accepted';
    } catch ({ name, message }) {
      return `${name}: ${message}`;
    }
  };

  await report.passes('U-1: an empty pool says so, with the way to make a user', async () => {
    await open('users');
    await page.getByText('No users', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Create user' }).or(page.getByRole('link', { name: 'Create user' })).first().waitFor();
  });

  let invited = '';
  await report.passes('U-2: an invitation is in the inbox with its temporary password', async () => {
    await open('users/create');
    await page.getByLabel('Send an email invitation').check();
    await page.getByLabel('User name').fill('ada');
    await page.getByLabel('Email address', { exact: true }).fill('ada@example.com');
    await page.getByLabel('Mark email address as verified').check();
    await page.getByRole('button', { name: 'Create user' }).click();
    await page.getByRole('heading', { level: 1, name: 'ada' }).waitFor();
    await page.getByRole('link', { name: 'Show the message' }).click();
    await page.getByRole('heading', { level: 1, name: 'Message inbox' }).waitFor();
    const cell = page.getByRole('row', { name: /ada@example\.com/ }).getByRole('cell').nth(3);
    invited = ((await cell.textContent()) ?? '').replace('Copied', '').trim();
    if (!/^\S{12,}$/.test(invited)) throw new Error(`no temporary password: ${invited}`);
  });
  await report.passes('U-2: signing in with it asks for a new one', async () => {
    const first = await auth('USER_PASSWORD_AUTH', { USERNAME: 'ada', PASSWORD: invited });
    if (first.ChallengeName !== 'NEW_PASSWORD_REQUIRED') throw new Error(JSON.stringify(first));
    const { AuthenticationResult } = await client.send(
      new RespondToAuthChallengeCommand({
        ClientId: clientId,
        ChallengeName: first.ChallengeName,
        Session: first.Session,
        ChallengeResponses: { USERNAME: 'ada', NEW_PASSWORD: PASSWORD },
      }),
    );
    if (AuthenticationResult?.AccessToken === undefined) throw new Error('no tokens');
  });

  await report.passes('a permanent password is set, an attribute changed, an immutable one is locked', async () => {
    await client.send(new AdminCreateUserCommand({ UserPoolId: pool, Username: 'bob', MessageAction: 'SUPPRESS' }));
    await open('users/bob');
    await menu('Set password');
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Set password' }).click();
    await notice('Password set.');
    await byPassword('bob');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByLabel('given_name').fill('Bob');
    if ((await page.getByLabel('sub', { exact: true }).count()) !== 0) throw new Error('sub has an input');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await notice('User attributes saved.');
    const { UserAttributes } = await client.send(new AdminGetUserCommand({ UserPoolId: pool, Username: 'bob' }));
    if (UserAttributes.find(({ Name }) => Name === 'given_name')?.Value !== 'Bob') throw new Error(JSON.stringify(UserAttributes));
  });

  await report.passes('U-5: a disabled user neither refreshes nor signs in, with the words of nobody in particular', async () => {
    const { AuthenticationResult } = await byPassword('bob');
    await open('users/bob');
    await menu('Disable user access');
    await notice('User access disabled');
    const refresh = await refusedWith(() => auth('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: AuthenticationResult.RefreshToken }));
    const again = await refusedWith(() => byPassword('bob'));
    if (!refresh.startsWith('NotAuthorizedException')) throw new Error(refresh);
    if (!again.startsWith('NotAuthorizedException')) throw new Error(again);
  });

  await report.passes('U-6: deleting asks for the word and shows whose name it is', async () => {
    await open('users/bob');
    await menu('Delete');
    await dialog.getByText('Delete user bob?').waitFor();
    const button = dialog.getByRole('button', { name: 'Delete' });
    if (await button.isEnabled()) throw new Error('it may be deleted without the word');
    await dialog.getByRole('textbox').fill('delete');
    await button.click();
    await notice('User bob deleted.');
    const gone = await refusedWith(() => client.send(new AdminGetUserCommand({ UserPoolId: pool, Username: 'bob' })));
    if (!gone.startsWith('UserNotFoundException')) throw new Error(gone);
  });

  for (let i = 0; i < MANY; i += 1) {
    await client.send(
      new AdminCreateUserCommand({ UserPoolId: pool, Username: `many-${String(i).padStart(3, '0')}`, MessageAction: 'SUPPRESS' }),
    );
  }
  await report.passes('U-7: 200 users are disabled with progress and a summary of what failed', async () => {
    await open('users?find=many-');
    await page.evaluate(() => window.localStorage.setItem('gatehouse-console-table-users', JSON.stringify({ pageSize: 100 })));
    await page.reload();
    await page.getByRole('row', { name: /many-0/ }).first().waitFor();
    await until('all are loaded', async () => {
      if (await page.getByText('(200)').isVisible()) return true;
      // Gone again, or busy, when the table loads by itself what its page needs.
      await page.getByRole('button', { name: 'Load more users' }).click({ timeout: 1000 }).catch(() => undefined);
      return false;
    }, 60_000);
    await page.getByRole('checkbox', { name: 'Select all' }).check();
    // Who is on it, nobody knows: a search goes by the subs, which are random.
    const shown = () => page.getByRole('link', { name: /^many-\d+$/ }).allTextContents();
    const firstPage = await shown();
    await page.getByRole('button', { name: 'Page 2', exact: true }).click();
    await until('the second page is shown', async () => {
      const [first] = await shown();
      return first !== undefined && !firstPage.includes(first);
    });
    await page.getByRole('checkbox', { name: 'Select all' }).check();
    await page.getByText('(200/200)').waitFor();
    // One that is gone meanwhile fails, and the others are done all the same.
    await client.send(new AdminDeleteUserCommand({ UserPoolId: pool, Username: 'many-007' }));
    await menu('Disable user access');
    await page.getByText(/^\d+ of 200$/).waitFor();
    await page.getByText('199 of 200 users disabled.').waitFor({ timeout: 120_000 });
    await page.getByText(/many-007: UserNotFoundException/).waitFor();
    const { Users } = await client.send(new ListUsersCommand({ UserPoolId: pool, Filter: 'status = "Enabled"' }));
    if (Users.some(({ Username }) => Username.startsWith('many-'))) throw new Error(`${Users.length} are still enabled`);
  });

  await report.passes('a filter is in the address and finds by the beginning', async () => {
    await open('users');
    await page.getByLabel('Value to find').fill('many-01');
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page.getByText('(10)').waitFor();
    await page.reload();
    await page.getByText('(10)').waitFor();
  });

  await report.passes('U-4: users are found by any part of what identifies them', async () => {
    const { User } = await client.send(
      new AdminCreateUserCommand({
        UserPoolId: pool,
        Username: 'grace',
        MessageAction: 'SUPPRESS',
        UserAttributes: [{ Name: 'email', Value: 'Grace.Hopper@Navy.example' }, { Name: 'phone_number', Value: '+12025550123' }],
      }),
    );
    const sub = User.Attributes.find(({ Name }) => Name === 'sub').Value;
    for (const part of ['@navy.exam', 'HOPPER', '2555012', 'rac', sub.slice(9, 30)]) {
      await open('users');
      await page.getByLabel('Value to find').fill(part);
      await page.getByRole('button', { name: 'Find', exact: true }).click();
      await page.getByText('(1)', { exact: true }).waitFor();
      await page.getByRole('row', { name: /grace/ }).waitFor();
    }
    await page.getByLabel('Value to find').fill('nobody-has-this');
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page.getByText('No user matches the filter.').waitFor();
  });
  await report.passes('U-4: a search of many users says how far it is, and can be cancelled', async () => {
    // As if the pool had a million: every answer is empty, and there is more.
    let asked = 0;
    await page.route('**/', async (route) => {
      const target = route.request().headers()['x-amz-target'] ?? '';
      if (!target.endsWith('.SearchUsers')) return route.fallback();
      asked += 1;
      return route.fulfill({ contentType: 'application/x-amz-json-1.1', body: '{"Users":[],"Examined":5000,"NextToken":"a"}' });
    });
    await open('users?find=somebody');
    await page.getByText(/^[\d,]+ of about [\d,]+ users searched$/).first().waitFor();
    await page.getByRole('button', { name: 'Cancel search' }).click();
    await page.getByRole('button', { name: 'Load more users' }).waitFor();
    const then = asked;
    await page.getByRole('progressbar').waitFor({ state: 'hidden' });
    await open('users');
    if (asked > then + 1) throw new Error(`${asked - then} calls after the search was cancelled`);
    await page.unroute('**/');
  });

  await groups({ page, server, report, client, pool, clientId, open, notice, dialog });
  report.equal('no complaint of the browser (G-2)', window.complaints(/Failed to load resource/), []);
  await window.close();
}

async function groups({ page, report, client, pool, clientId, open, notice, dialog }) {
  for (const name of ['carol', 'dave']) {
    await client.send(new AdminCreateUserCommand({ UserPoolId: pool, Username: name, MessageAction: 'SUPPRESS' }));
    await client.send(new AdminSetUserPasswordCommand({ UserPoolId: pool, Username: name, Password: PASSWORD, Permanent: true }));
  }
  await report.passes('GR-1: a group is made and two users are added', async () => {
    await open('groups');
    await page.getByRole('button', { name: 'Create group' }).first().click();
    await dialog.getByLabel('Group name').fill('admins');
    await dialog.getByLabel(/^Precedence/).fill('1');
    await dialog.getByRole('button', { name: 'Create group' }).click();
    await notice('Group admins created.');
    await open('groups/admins');
    await page.getByRole('button', { name: 'Add users' }).first().click();
    await dialog.getByRole('button', { name: /Choose users/ }).click();
    for (const name of ['carol', 'dave']) {
      await page.getByPlaceholder('Type the beginning').fill(name);
      await page.getByRole('option', { name }).click();
    }
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Add users' }).click();
    await notice('2 of 2 added to the group.');
    await page.getByRole('row', { name: /carol/ }).waitFor();
    await page.getByRole('row', { name: /dave/ }).waitFor();
  });
  await report.passes('GR-1: the ID token of one carries cognito:groups', async () => {
    const { AuthenticationResult } = await client.send(
      new InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'carol', PASSWORD } }),
    );
    const claims = JSON.parse(Buffer.from(AuthenticationResult.IdToken.split('.')[1], 'base64url').toString());
    if (JSON.stringify(claims['cognito:groups']) !== '["admins"]') throw new Error(JSON.stringify(claims));
  });
  await report.passes('GR-2: deleting says how many members lose it', async () => {
    await open('groups/admins');
    await page.getByRole('row', { name: /carol/ }).waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByText('2 users lose the group').waitFor();
    await dialog.getByRole('textbox').fill('delete');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await notice('Group admins deleted.');
  });
}
