// What a person does on a page, by the words that the page shows.
import { signIn } from './session.mjs';
import { openWindow } from './window.mjs';

/** A window that is signed in. */
export async function enter(browser, server, options) {
  const window = await openWindow(browser, options);
  await signIn(window, server);
  return window;
}

/** Goes to a page by the global search, as a reader of a tutorial does, and takes the first result. */
export async function search(page, words) {
  const field = page.getByRole('combobox', { name: 'Search pages, pools, clients, users' });
  await field.fill(words);
  await page.getByRole('option').first().waitFor();
  await field.press('Enter');
}

/** A button, or a link that looks like one; not the last of the breadcrumbs, which is a disabled link of the same name. */
export function button(page, name) {
  const link = page.getByRole('link', { name, exact: true, disabled: false });
  return page.getByRole('button', { name, exact: true }).or(link).first();
}

export async function heading(page, name) {
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}

/** Does something and waits for a success message with these words; messages stay, so it must be one more than before. */
export async function noticed(page, words, act) {
  const messages = page.getByRole('region', { name: 'Notifications' }).getByRole('listitem').filter({ hasText: words });
  const before = await messages.count();
  await act();
  await messages.nth(before).waitFor();
}

/** Chooses custom scopes in the open form. */
export async function chooseScopes(page, ...scopes) {
  await page.getByRole('button', { name: /Choose custom scopes/ }).click();
  for (const scope of scopes) await page.getByRole('option', { name: new RegExp(`^${escape(scope)}`) }).click();
  await page.keyboard.press('Escape');
}

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** The dialog that is open. */
export function dialog(page) {
  return page.getByRole('dialog').last();
}

/** What is read out with a field: its description and its error. */
export function described(field) {
  return field.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent).join(' '),
  );
}

/** The value of a line of facts: the text below its label. */
export function fact(page, label) {
  return page.locator('dt', { hasText: new RegExp(`^${escape(label)}$`) }).locator('xpath=following-sibling::dd[1]').first();
}

/** Waits until a function says yes; for what another program changes. */
export async function until(what, isSo, maxMillis = 60_000) {
  const end = Date.now() + maxMillis;
  for (;;) {
    if (await isSo()) return;
    if (Date.now() > end) throw new Error(`it did not come to be that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** How long a step takes. */
export async function millis(step) {
  const start = Date.now();
  await step();
  return Date.now() - start;
}
