// The buttons of every page: disabled with a reason for whoever may only read, and refused by the server (G-6); reached and
// used by the keyboard alone (G-7).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUTTON, buttonAt, buttonsOf } from '../buttons.mjs';
import { call, unique } from '../cognito.mjs';
import { FORMS, submitOf } from '../forms.mjs';
import { aroundAndOut, fillIn, skipToPage, tabTo, walk } from '../keyboard.mjs';
import { declaredPages, furnished, nameOf, viewsOf } from '../pages.mjs';
import { keysOf, signIn, signInAs } from '../session.mjs';
import { until } from '../steps.mjs';
import { openWindow, settled } from '../window.mjs';

const REASON = /^You need ((cognito-idp|gatehouse):\w+)\. Your role is Read-only\.$/;

const VAGUE = /^(|Submit|OK|Go|Yes|No|Done|Click here)$/i;

/** Everybody's own sign-in. */
const OWN = new Set(['Change password', 'Set up authenticator app', 'Turn off authenticator app']);

export default async function everyButton({ browser, server, report }) {
  const { params } = await furnished(server);
  const ada = await openWindow(browser);
  await signIn(ada, server);
  const reader = await openWindow(browser);
  const name = unique('reader');
  await signInAs(reader, server, name, 'readonly');
  const denied = new Set();
  for (const page of declaredPages()) {
    const views = viewsOf(page, params);
    for (const view of views) {
      await Promise.all([open(ada, server, view), open(reader, server, view)]);
      await readerChangesNothing({ ada, reader, report, denied, title: nameOf(page, view, views) });
    }
    await byKeyboard({ window: ada, server, report, page, address: views[0] });
  }
  await lastStepIsDenied({ reader, server, report });
  await serverRefuses({ server, report, credentials: await keysOf(reader), name, params, denied });
  await ada.close();
  await reader.close();
}

async function open({ page }, server, address) {
  await page.goto(server.url + address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await settled(page);
}

// G-6

async function readerChangesNothing({ ada, reader, report, denied, title }) {
  const { page } = reader;
  const buttons = await writesOf(page);
  const faults = [];
  for (const button of buttons) faults.push(...(await faultsOf(page, button, denied)));
  report.equal(`G-6 ${title}: with the role Read-only each button that writes is disabled, with a reason that Tab comes to`, faults, []);
  report.equal(`G-6 ${title}: it asks nothing that the role may not`, reader.complaints(), []);
  if ((await page.getByText('Administrators only', { exact: true }).count()) > 0) return;
  const names = (all) => all.map((button) => button.name);
  report.equal(`G-6 ${title}: it hides no button (ui 5.8)`, names(buttons), names(await writesOf(ada.page)));
}

/** The wizard of the second generation writes in its last step alone. */
async function lastStepIsDenied({ reader, server, report }) {
  const { page } = reader;
  await open(reader, server, '/console/user-pools/create?mode=detailed');
  for (let step = 1; step < 6; step += 1) {
    if (step === 5) {
      await page.getByLabel('User pool name').fill('Nobody');
      await page.getByLabel('App client name').fill('nobody');
    }
    await page.getByRole('button', { name: 'Next', exact: true }).click();
  }
  await page.getByText('Step 5: Integrate your app').waitFor();
  const buttons = await writesOf(page);
  report.equal('G-6 Create user pool, last step: what writes', buttons.map(({ name }) => name).filter((name) => !name.startsWith('Edit step')), ['Create user pool']);
  report.equal('G-6 Create user pool, last step: it is disabled with a reason', faultOf('Create user pool', buttons.at(-1), new Set()), []);
}

async function writesOf(page) {
  return (await buttonsOf(page)).filter(({ writes, name }) => writes && !OWN.has(name));
}

async function faultsOf(page, button, denied) {
  if (button.isMenu && !button.isDisabled) {
    const items = await itemsOf(page, button);
    return items.flatMap((item) => faultOf(`${button.name}, ${item.name}`, item, denied));
  }
  return faultOf(button.name, button, denied);
}

function faultOf(name, { isDisabled, isReachable, reason }, denied) {
  const action = REASON.exec(reason)?.[1];
  if (action !== undefined) denied.add(action);
  return isDisabled && isReachable && action !== undefined ? [] : [{ name, isDisabled, isReachable, reason }];
}

/** A menu's items, as the keyboard comes to them. */
async function itemsOf(page, button) {
  await buttonAt(page, button).focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menuitem');
  await menu.first().waitFor();
  const items = await menu.evaluateAll((all) =>
    all.map((item) => {
      const described = (item.getAttribute('aria-describedby') ?? '').split(' ');
      return {
        name: item.textContent.trim(),
        isDisabled: item.getAttribute('aria-disabled') === 'true',
        // The arrows go to every item.
        isReachable: true,
        reason: described.map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim(),
      };
    }),
  );
  await page.keyboard.press('Escape');
  return items;
}

/** What the pages' sources send and what their reasons name, asked for directly. */
async function serverRefuses({ server, report, credentials, name, params, denied }) {
  const actions = new Set([...denied, ...writesOfSources()]);
  const input = {
    UserPoolId: params.pool,
    ClientId: params.client,
    Username: params.user,
    GroupName: params.group,
    Identifier: params.identifier,
  };
  const allowed = [];
  for (const action of [...actions].sort()) {
    const { status, body } = await call(server, credentials, action, input);
    if (status !== 400 || !body.__type?.endsWith('AccessDeniedException')) allowed.push({ action, status, body });
  }
  report.equal(`G-6 the server refuses a reader's direct calls of ${actions.size} operations that write`, allowed, []);
  report.holds('G-6 what the buttons name is among them', denied.size >= 25, [...denied].join(' '));
  let outcomes = [];
  // Refusals are written soon after they are answered.
  await until('the audit log has them', async () => {
    const { body } = await call(server, server.credentials, 'gatehouse:ListAuditEvents', { Actor: name, Limit: 100 });
    // That a secret was shown is an event, too.
    outcomes = body.Events.filter(({ EventName }) => !ONLY_LOOKS.test(EventName) && !CONSOLE.test(EventName)).map(
      ({ ErrorCode }) => ErrorCode,
    );
    return outcomes.length > 0;
  });
  report.equal('G-6 the audit log has refusals of his and no change', [...new Set(outcomes)], ['AccessDeniedException']);
}

const ONLY_LOOKS = /^(List|Describe|Get|AdminGet|AdminList|Verify|Search|Count)/;
/** Events of the console's own addresses: he signed in. */
const CONSOLE = /^Console/;
/** His own, and what anybody calls without a signature. */
const EVERYBODYS = new Set(['ChangeOwnPassword', 'InitiateAuth', 'SetOwnTotp']);

function writesOfSources() {
  const folder = fileURLToPath(new URL('../../src/', import.meta.url));
  const sources = readdirSync(folder, { recursive: true })
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const found = (pattern, service) => [...sources.matchAll(pattern)].map(([, operation]) => ({ service, operation }));
  return [...found(/\bnew ([A-Z]\w+)Command\(/g, 'cognito-idp'), ...found(/\bextension\('(\w+)'/g, 'gatehouse')]
    .filter(({ operation }) => !ONLY_LOOKS.test(operation) && !EVERYBODYS.has(operation))
    .map(({ service, operation }) => `${service}:${operation}`);
}

// G-7

async function byKeyboard({ window, server, report, page: { path, title }, address }) {
  const { page } = window;
  await open(window, server, address);
  const buttons = await buttonsOf(page);
  report.equal(`ui 7.1 ${title}: buttons say what happens`, buttons.filter(({ name }) => VAGUE.test(name)), []);
  await report.passes(`G-7 ${title}: Tab comes to every button, and each stop is seen to have the focus`, async () => {
    const { unseen, reached } = await walk(page, BUTTON);
    report.equal(`G-7 ${title}: the focus is seen`, unseen, []);
    const missed = buttons.filter(({ at, isReachable }) => isReachable && !reached.includes(at));
    report.equal(`G-7 ${title}: no button is missed`, missed.map(({ name }) => name), []);
  });
  if (FORMS[path] !== undefined) await submitted({ page, report, title, form: FORMS[path] });
  else await pressed({ window, server, report, title, address, buttons });
  window.complaints();
}

async function submitted({ page, report, title, form }) {
  await report.passes(`G-7 ${title}: the form is filled in and sent`, async () => {
    await fillIn(page, form.fields);
    await tabTo(page, submitOf(page, form));
    await page.keyboard.press('Enter');
    await form.done(page).waitFor();
  });
}

/** Every button that writes, the main one among them; of a page that only looks its first. */
async function pressed({ window, server, report, title, address, buttons }) {
  const enabled = buttons.filter(({ isDisabled }) => !isDisabled);
  const writes = enabled.filter(({ writes }) => writes);
  const chosen = writes.length > 0 ? writes : enabled.filter(({ name }) => !name.startsWith('Copy ')).slice(0, 1);
  if (chosen.length === 0) {
    await report.passes(`G-7 ${title}: its first link is followed, or its first section opened`, () => followed(window));
    return;
  }
  for (const button of chosen) {
    await report.passes(`G-7 ${title}: ${button.name} is reached and used`, () => use(window, server, address, button));
  }
}

/** A link of the console; of About, which has none, the first section is opened. */
async function followed({ page }) {
  const link = page.locator('#content a[href^="/console/"]').first();
  const isLink = (await link.count()) > 0;
  const control = isLink ? link : page.locator('#content [aria-expanded=false]').first();
  const target = isLink ? new URL(await link.getAttribute('href'), page.url()).pathname : '';
  await skipToPage(page);
  await tabTo(page, control);
  const handle = await control.elementHandle();
  await page.keyboard.press('Enter');
  await until('something opens', async () =>
    isLink ? new URL(page.url()).pathname === target : (await handle.getAttribute('aria-expanded')) === 'true',
  );
}

async function use(window, server, address, button) {
  const { page } = window;
  const { name, at, isMenu } = button;
  const opener = buttonAt(page, button);
  await skipToPage(page);
  await tabTo(page, opener);
  const handle = await opener.elementHandle();
  const before = page.url();
  const calls = countCalls(page, button.writes);
  await page.keyboard.press('Enter');
  if (isMenu) await firstItem(page);
  const dialog = page.getByRole('dialog').last();
  const isOpen = async () => (await page.getByRole('dialog').count()) > 0;
  await until(`${name} does something`, async () => (await isOpen()) || page.url() !== before || calls() > 0 || (await isChanged(page, name, at)));
  await settled(page);
  if (await isOpen()) {
    const faults = await aroundAndOut(page, dialog);
    if (faults.length > 0) throw new Error(faults.join('; '));
    if (await isOpen()) await closeByButton(page, dialog);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await until(`the focus returns to ${name}`, () => handle.evaluate((element) => element === document.activeElement));
  } else await open(window, server, address);
}

async function firstItem(page) {
  const item = page.locator('[role=menuitem]:not([aria-disabled=true])').first();
  await item.waitFor();
  const handle = await item.elementHandle();
  await until('an arrow comes to the item', async () => {
    if (await handle.evaluate((element) => element === document.activeElement)) return true;
    await page.keyboard.press('ArrowDown');
    return false;
  });
  await page.keyboard.press('Enter');
}

/** What would be lost by closing it is closed by its button alone. */
async function closeByButton(page, dialog) {
  await tabTo(page, dialog.getByRole('button', { name: 'I have saved it' }));
  await page.keyboard.press('Enter');
}

/** How often the server was asked since: for a button that writes, asked to write. Pages read again by themselves. */
function countCalls(page, writes) {
  let count = 0;
  const asked = (request) => {
    const operation = request.headers()['x-amz-target']?.split('.')[1] ?? 'Get';
    if (!writes || !ONLY_LOOKS.test(operation)) count += 1;
  };
  page.on('request', asked);
  return () => count;
}

/** Whether the button says something else now, is gone, or the form says what it wants. */
async function isChanged(page, name, at) {
  const now = (await buttonsOf(page)).find((button) => button.at === at);
  return now?.name !== name || (await page.getByText(/fields? needs? your attention/).count()) > 0;
}
