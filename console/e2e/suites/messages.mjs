// The message inbox (ui 9.2: MI-1, MI-2, MI-3, MI-5) and the settings of a pool that messages and sign-up depend on
// (AM-1, SU-1, MT-1).
import {
  ConfirmSignUpCommand,
  CreateUserPoolClientCommand,
  DescribeUserPoolCommand,
  SignUpCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { fixture } from '../pages.mjs';
import { signIn } from '../session.mjs';
import { openWindow } from '../window.mjs';

const PASSWORD = 'Summer-2026!';
const HOSTILE =
  '<h1>Hello</h1><p style="color:red">{####}</p><script>parent.document.title="run"</script><img src="https://evil.example/p.png" alt="Logo" onerror="parent.document.title=1"><a href="https://evil.example/">Go</a>';

export default async function messages({ browser, server, report }) {
  const { client, params } = await fixture(server);
  const { pool } = params;
  const window = await openWindow(browser);
  const { page } = window;
  await signIn(window, server);
  const open = (path) => page.goto(`${server.console}/user-pools/${pool}/${path}`);
  const dialog = page.getByRole('dialog');
  const app = await client.send(new CreateUserPoolClientCommand({ UserPoolId: pool, ClientName: 'web' }));
  const clientId = app.UserPoolClient.ClientId;
  const signUp = (name) =>
    client.send(
      new SignUpCommand({
        ClientId: clientId,
        Username: name,
        Password: PASSWORD,
        UserAttributes: [{ Name: 'email', Value: `${name}@example.com` }],
      }),
    );

  await report.passes('MI-5: an empty inbox says how a message is made', async () => {
    await open('message-inbox');
    await page.getByText('No messages', { exact: true }).waitFor();
    await page.getByText(/sign a user up in your application/).waitFor();
  });

  await client.send(new UpdateUserPoolCommand({ UserPoolId: pool, AutoVerifiedAttributes: ['email'] }));
  await report.passes('MI-1: a sign-up shows its code without a reload', async () => {
    await open('message-inbox');
    await page.getByText('No messages', { exact: true }).waitFor();
    await signUp('ada');
    await page.getByRole('row', { name: /ada@example\.com/ }).waitFor();
  });
  await report.passes('MI-2: the code works', async () => {
    const cell = page.getByRole('row', { name: /ada@example\.com/ }).getByRole('cell').nth(3);
    const code = /\d{6}/.exec((await cell.textContent()) ?? '')?.[0];
    await client.send(new ConfirmSignUpCommand({ ClientId: clientId, Username: 'ada', ConfirmationCode: code }));
  });

  await client.send(
    new UpdateUserPoolCommand({ UserPoolId: pool, AutoVerifiedAttributes: ['email'], EmailVerificationMessage: HOSTILE }),
  );
  await report.passes('MI-3: a mail with a script, a remote image and a link runs and loads nothing', async () => {
    await signUp('eve');
    await page.getByRole('row', { name: /eve@example\.com/ }).getByRole('link').click();
    const frame = page.frameLocator('iframe[title="Preview of the message"]');
    await frame.getByRole('heading', { name: 'Hello' }).waitFor();
    await frame.getByText('[image: Logo]').waitFor();
    if ((await page.title()).includes('run')) throw new Error('the script ran');
    if ((await frame.locator('a[href]').count()) !== 0) throw new Error('a link leaves the frame');
    const { sandbox } = await page.locator('iframe').evaluate((each) => ({ sandbox: each.getAttribute('sandbox') }));
    if (sandbox !== '') throw new Error(`the sandbox allows ${sandbox}`);
  });
  await report.passes('MI-3: the source of the mail is there as text', async () => {
    await page.getByRole('tab', { name: 'Source' }).click();
    await page.getByText('parent.document.title').waitFor();
  });
  report.equal('MI-3: nothing was asked of another origin', [...window.origins].filter((origin) => origin !== server.url), []);

  await report.passes('ui 9.2: the navigation counts what is new, and no more once it was shown', async () => {
    await page.getByRole('row', { name: /eve@example\.com/ }).waitFor();
    await open('settings');
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await signUp('mary');
    await page.getByText('1 unread').waitFor({ state: 'attached' });
    await page.getByRole('link', { name: /Message inbox/ }).first().click();
    await page.getByRole('row', { name: /mary@example\.com/ }).waitFor();
    await page.getByText('1 unread').waitFor({ state: 'detached' });
  });

  await report.passes('a filter by address shows the messages to it', async () => {
    await open('message-inbox?to=ada%40example.com');
    await page.getByRole('row', { name: /ada@example\.com/ }).waitFor();
    if ((await page.getByRole('row', { name: /eve@example\.com/ }).count()) !== 0) throw new Error('eve is shown');
  });

  await settings({ page, report, client, pool, open, dialog });
  report.equal('no complaint of the browser (G-2)', window.complaints(), []);
  await window.close();
}

async function settings({ page, report, client, pool, open, dialog }) {
  const describe = async () => (await client.send(new DescribeUserPoolCommand({ UserPoolId: pool }))).UserPool;
  await report.passes('AM-1: a minimum length of 5 is refused before it is sent', async () => {
    await open('authentication-methods');
    await page.getByRole('button', { name: 'Edit', exact: true }).first().click();
    await dialog.getByLabel('Password minimum length').fill('5');
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await dialog.getByText('Enter a whole number from 6 to 99.').waitFor();
  });
  await report.passes('AM-1: the sample says what is missing, and the policy is saved with everything else as it was', async () => {
    const before = await describe();
    await dialog.getByLabel('Password minimum length').fill('10');
    await dialog.getByText('No: it needs a special character.').waitFor();
    await dialog.getByLabel('1 special character').uncheck();
    await dialog.getByText('Yes.', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Password policy saved.').waitFor();
    const after = await describe();
    const { MinimumLength, RequireSymbols } = after.Policies.PasswordPolicy;
    if (MinimumLength !== 10 || RequireSymbols !== false) throw new Error(JSON.stringify(after.Policies));
    const without = (described) => JSON.stringify({ ...described, Policies: undefined, LastModifiedDate: undefined });
    if (without(before) !== without(after)) throw new Error(`${without(before)}\n${without(after)}`);
  });

  await report.passes('SU-1: a custom attribute says that it stays and wants that confirmed', async () => {
    await open('sign-up');
    await page.getByRole('button', { name: 'Add custom attribute' }).first().click();
    await dialog.getByText("Can't be changed later").first().waitFor();
    await dialog.getByLabel(/^Name/).fill('tenant');
    await dialog.getByRole('button', { name: 'Add custom attribute' }).click();
    await dialog.getByText('Confirm this first: it cannot be undone.').waitFor();
    await dialog.getByLabel('I know that the attribute can never be removed or renamed.').check();
    await dialog.getByRole('button', { name: 'Add custom attribute' }).click();
    await page.getByText('Attribute custom:tenant added.').waitFor();
    await page.getByRole('row', { name: /custom:tenant/ }).waitFor();
  });

  await report.passes('MT-1: a template without {####} cannot be saved', async () => {
    await open('message-templates');
    await page.getByRole('button', { name: 'Edit verification message' }).click();
    await dialog.getByLabel(/^Email message/).fill('Your code is lost');
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await dialog.getByText('Email message must have {####}, where the code goes.').waitFor();
    await dialog.getByLabel(/^Email message/).fill('Welcome! {####}');
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Message template saved.').waitFor();
    if ((await describe()).EmailVerificationMessage !== 'Welcome! {####}') throw new Error('it is not there');
  });
}
