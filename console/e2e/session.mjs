// How a browser window gets signed in.
const NAME = 'ada';
const PASSWORD = 'correct horse battery staple';

/** Creates the first administrator where there is none yet, else signs in with name and password. */
export async function signIn(window, server) {
  const { page } = window;
  await page.goto(`${server.console}/`);
  const heading = page.getByRole('heading', { level: 1 });
  await heading.waitFor();
  if ((await heading.textContent()) === 'Set up') await setUp(page, server);
  else {
    await page.getByLabel('Name').fill(NAME);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
  await page.getByRole('navigation', { name: 'Side navigation' }).waitFor({ state: 'attached' });
  // That nobody was signed in before is an error to the browser.
  window.complaints(/\/console\/session/);
}

async function setUp(page, server) {
  await choosePassword(page, setUpLink(server), NAME, 'Create administrator');
}

async function choosePassword(page, link, name, button) {
  // The fragment alone would not load the page again.
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Password, again').fill(PASSWORD);
  await page.getByRole('button', { name: button }).click();
}

/** Adds an administrator of a role, as the command takes it (`readonly`), and signs him in. */
export async function signInAs(window, server, name, role) {
  await choosePassword(window.page, linkIn(server.command('admin', 'add', name, '--role', role)), name, 'Choose password');
  await window.page.getByRole('navigation', { name: 'Side navigation' }).waitFor({ state: 'attached' });
  window.complaints(/\/console\/session/);
}

/** What the page of whoever is signed in signs with from now on. A reload ends what it had before. */
export async function keysOf({ page }) {
  const answered = page.waitForResponse((response) => response.url().endsWith('/console/session'));
  await page.reload();
  const { Credentials } = await (await answered).json();
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  };
}

/** A new link with which the first administrator is made. */
export function setUpLink(server) {
  return linkIn(server.command('admin', 'setup-link'));
}

function linkIn(printed) {
  const link = /https?:\/\/\S+#\/setup\?token=\S+/.exec(printed)?.[0];
  if (link === undefined) throw new Error(`there is no set-up link: ${printed}`);
  return link;
}

export const administrator = { name: NAME, password: PASSWORD };
