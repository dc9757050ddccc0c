// Links that are good once, and what is left behind after signing out (ui 8.1: S-1, S-2, S-3, S-5, S-6).
import { cognito } from '../cognito.mjs';
import { startServer } from '../server.mjs';
import { administrator, setUpLink, signIn } from '../session.mjs';
import { heading } from '../steps.mjs';
import { openWindow, settled } from '../window.mjs';

export default async function setUp({ browser, report }) {
  const server = await startServer(process.env.ROOT, process.env.WORK);
  try {
    await setUpLinks(browser, server, report);
    await leavesNothing(browser, server, report);
    await devLink(browser, server, report);
  } finally {
    await server.stop();
  }
}

async function devLink(browser, server, report) {
  const link = /https?:\/\/\S+#\/link\?token=\S+/.exec(server.output())?.[0];
  const visit = async (title) => {
    const window = await openWindow(browser);
    await window.page.goto(link);
    await heading(window.page, title);
    return window;
  };
  await report.passes('S-6 the link that a dev server prints signs in without typing', async () => {
    const window = await visit('Gatehouse');
    report.holds('S-6 the address no longer has the token', !window.page.url().includes('token'), window.page.url());
    await window.close();
  });
  await report.passes('S-6 once', async () => {
    const window = await visit('Sign in');
    await window.page.getByText('This link is no longer valid.').waitFor();
    await window.close();
  });
}

async function choose(page, name) {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(administrator.password);
  await page.getByLabel('Password, again').fill(administrator.password);
  await page.getByRole('main').getByRole('button', { name: /^(Create administrator|Choose password)$/ }).click();
}

async function setUpLinks(browser, server, report) {
  const window = await openWindow(browser);
  const { page } = window;
  const link = setUpLink(server);
  await report.passes('S-1 a fresh folder: the console leads to Set up', async () => {
    await page.goto(`${server.console}/`);
    await heading(page, 'Set up');
  });
  await report.passes('S-2 a wrong token is refused, with the command for a new one', async () => {
    await page.goto('about:blank');
    await page.goto(`${link.slice(0, -6)}WRONG1`);
    await choose(page, administrator.name);
    await page.getByRole('main').getByText(/gatehouse admin setup-link/).waitFor();
    await heading(page, 'Set up');
  });
  await page.goto('about:blank');
  await page.goto(link);
  await choose(page, administrator.name);
  await heading(page, 'Gatehouse');
  await window.close();

  const next = await openWindow(browser);
  await report.passes('S-3 after set-up the same link says so, with the way to sign in', async () => {
    await next.page.goto(link);
    await next.page.getByText('Set-up is done.').waitFor();
    await next.page.getByRole('button', { name: 'Sign in' }).click();
    await heading(next.page, 'Sign in');
  });
  await report.passes('S-2 a used token is refused, and no second administrator is made', async () => {
    await next.page.goto('about:blank');
    await next.page.goto(link);
    await next.page.getByText('Set-up is done.').waitFor();
    await choose(next.page, 'eve');
    await next.page.getByText('Set-up is done: sign in. An administrator, or `gatehouse admin reset NAME`').first().waitFor();
    const names = JSON.parse(server.command('admin', 'list', '--output', 'json')).Administrators.map(({ Name }) => Name);
    report.equal('S-2 the administrators', names, [administrator.name]);
  });
  await next.close();
}

async function leavesNothing(browser, server, report) {
  const window = await openWindow(browser);
  const { page } = window;
  await cognito(server).CreateUserPool({ PoolName: 'NobodySeesThis' });
  await signIn(window, server);
  await page.goto(`${server.console}/user-pools`);
  await page.getByRole('link', { name: 'NobodySeesThis' }).first().waitFor();
  await page.getByRole('link', { name: 'NobodySeesThis' }).first().click();
  await heading(page, 'Overview');
  await page.getByRole('button', { name: `Account of ${administrator.name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByText('You are signed out.').waitFor();
  for (const where of ['the view before', 'the one before that']) {
    await report.passes(`S-5 after signing out the back button shows no data: ${where}`, async () => {
      await page.goBack();
      await heading(page, 'Sign in');
      await settled(page);
      report.holds(`S-5 nothing of it is in the page: ${where}`, !(await page.content()).includes('NobodySeesThis'));
    });
  }
  await window.close();
}
