// Setting up, signing in, signing out (ui 5.2, 8.1).
import { cognito } from '../cognito.mjs';
import { administrator, setUpLink, signIn } from '../session.mjs';
import { dialog, enter, until } from '../steps.mjs';
import { findings, openWindow, screenshot } from '../window.mjs';
import { startServer } from '../server.mjs';

export default async function suite({ browser, report }) {
  const server = await startServer(process.env.ROOT, process.env.WORK);
  try {
    await setsUp(browser, server, report);
    await signsInAndOut(browser, server, report);
    await keepsNothing(browser, server, report);
  } finally {
    await server.stop();
  }
  await asksAgain(browser, report);
}

async function setsUp(browser, server, report) {
  const window = await openWindow(browser);
  const { page } = window;
  await page.goto(`${server.console}/user-pools`);
  await page.getByRole('heading', { level: 1, name: 'Set up' }).waitFor();
  await page.getByLabel('Name').waitFor();
  report.ok('without an administrator every address shows Set up, never a form to sign in (ui 3)');
  report.equal('Set up: axe finds nothing serious', await findings(page), []);

  const link = setUpLink(server);
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByLabel('Name').waitFor();
  report.holds('the address no longer has the token', !page.url().includes('token'), page.url());
  await page.getByLabel('Name').fill(administrator.name);
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByLabel('Password, again').fill('shorter');
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await page.getByText('2 fields need your attention.').waitFor();
  report.equal(
    'on submit the first field in error has the focus (ui 7.2)',
    await page.getByLabel('Password', { exact: true }).evaluate((field) => field === document.activeElement),
    true,
  );
  await page.getByLabel('Password', { exact: true }).fill(administrator.password);
  await page.getByLabel('Password, again').fill(administrator.password);
  await page.getByRole('button', { name: 'Create administrator' }).click();
  await page.getByRole('heading', { level: 1, name: 'Gatehouse' }).waitFor();
  report.ok('the first administrator is signed in');

  report.equal(
    'UI-01 the used link makes no second administrator',
    await page.evaluate(async (token) => {
      const response = await fetch('/console/setup', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Gatehouse-Console': '1' },
        body: JSON.stringify({ Token: token, Name: 'eve', Password: 'correct horse battery staple', WithTotp: false }),
      });
      return response.status;
    }, new URL(link).hash.split('token=')[1]),
    409,
  );
  await window.close();
}

async function signsInAndOut(browser, server, report) {
  const window = await openWindow(browser);
  const { page } = window;
  await page.goto(`${server.console}/server/about?tab=x`);
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await page.getByLabel('Name').waitFor();
  report.equal('Sign in: axe finds nothing serious', await findings(page), []);
  await page.getByLabel('Name').fill(administrator.name);
  await page.getByLabel('Password').fill('wrong horse battery staple');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Name or password is wrong.').waitFor();
  report.equal('a wrong password keeps the name that was typed', await page.getByLabel('Name').inputValue(), administrator.name);
  await page.getByLabel('Password').fill(administrator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'About' }).waitFor();
  report.equal('whoever signs in sees the page that he asked for', new URL(page.url()).search, '?tab=x');

  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'About' }).waitFor();
  report.ok('a reload asks for nothing');

  await page.getByRole('button', { name: `Account of ${administrator.name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByText('You are signed out.').waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  report.ok('signing out lasts over a reload');
  await window.close();
}

/** UI-08: credentials are in the page's memory and nowhere else. */
async function keepsNothing(browser, server, report) {
  const window = await openWindow(browser);
  const { page, context } = window;
  const answered = page.waitForResponse((response) => response.url().endsWith('/console/session') && response.status() === 200);
  await signIn(window, server);
  const { Credentials } = await (await answered).json();
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML, location.href]),
  );
  for (const name of ['SecretAccessKey', 'SessionToken']) {
    report.holds(`UI-08 ${name} is in no storage, no HTML, no address`, !kept.includes(Credentials[name]));
  }
  const [cookie] = await context.cookies();
  report.equal('UI-06 the cookie is for no script and no other site', [cookie?.httpOnly, cookie?.sameSite], [true, 'Strict']);
  await window.close();
}

const STEP_UP_SECONDS = 15;

/** UI-07: what matters most needs a sign-in of the last minutes, here seconds. */
async function asksAgain(browser, report) {
  const server = await startServer(process.env.ROOT, process.env.WORK, '--set', `console.step-up=${STEP_UP_SECONDS}s`);
  try {
    const window = await enter(browser, server);
    const { page } = window;
    await page.goto(`${server.console}/server/access-keys`);
    await page.getByRole('button', { name: 'Create access key' }).first().click();
    await dialog(page).getByLabel('Description').fill('for the build');
    const api = cognito(server, await keysOfPage(page));
    await until('the sign-in is old', () => isOld(api), 4 * STEP_UP_SECONDS * 1000);

    await dialog(page).getByRole('button', { name: 'Create access key' }).click();
    const again = page.getByRole('dialog', { name: 'Enter your password again' });
    await again.getByLabel('Password').waitFor();
    report.equal('UI-07 the dialog: axe finds nothing serious', await findings(page), []);
    await screenshot(page, 'step-up');
    await again.getByLabel('Password').fill('wrong horse battery staple');
    await again.getByRole('button', { name: 'Confirm' }).click();
    await again.getByText('The password is wrong.').first().waitFor();
    await again.getByLabel('Password').fill(administrator.password);
    await again.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('for the build').first().waitFor();
    await again.waitFor({ state: 'detached' });
    window.complaints(/\/console\/session/);
    window.complaints(/400/);
    report.equal(
      'UI-07 after the right password the call is made with what was typed',
      (await keysOf(server)).filter(({ Description }) => Description === 'for the build').length,
      1,
    );
    report.equal('UI-19 who was asked again is in the audit log', await stepUps(server), ['done', 'WrongPassword']);
    await window.close();
  } finally {
    await server.stop();
  }
}

/** What the page of this window signs with. Asked for once: a session has a few keys at a time, and dev mode believes those that it has not. */
async function keysOfPage(page) {
  const { Credentials } = await page.evaluate(async () =>
    (await fetch('/console/session', { headers: { 'X-Gatehouse-Console': '1' } })).json(),
  );
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  };
}

/** Whether the API wants the password once more: asked for a pool that is not there. */
async function isOld(api) {
  const refused = await api.DeleteUserPool({ UserPoolId: 'us-east-1_nobodys00' }).catch((error) => error);
  return refused.name === 'GatehouseStepUpRequired';
}

async function keysOf(server) {
  return JSON.parse(server.command('access-keys', 'list', '--output', 'json')).AccessKeys;
}

/** The events of second proofs, newest first: `done`, or their error. */
async function stepUps(server) {
  let found = [];
  await until('both events are there', () => {
    const lines = server.command('audit', 'export').trim().split('\n');
    found = lines.map((line) => JSON.parse(line)).filter(({ EventName }) => EventName === 'ConsoleStepUp');
    return found.length === 2;
  });
  return found
    .sort((one, other) => other.EventTime - one.EventTime)
    .map(({ ErrorCode }) => ErrorCode ?? 'done');
}
