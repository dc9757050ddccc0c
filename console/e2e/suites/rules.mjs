// Rules for every page (ui 7) that need something to go wrong, to last or to be set otherwise.
import { cognito, unique } from '../cognito.mjs';
import { FORMS, submitOf } from '../forms.mjs';
import { fieldOf, fillIn } from '../keyboard.mjs';
import { declaredPages, furnished, viewsOf } from '../pages.mjs';
import { signIn } from '../session.mjs';
import { button, dialog, enter, heading, until } from '../steps.mjs';
import { openWindow, settled } from '../window.mjs';

const REQUEST_ID = '00000000-0000-4000-8000-000000000000';

export default async function rules({ browser, server, report }) {
  const window = await enter(browser, server);
  const { page } = window;
  const { params } = await furnished(server);
  // Forms with input in them are left without asking anybody.
  page.on('dialog', (asked) => asked.accept());
  for (const path of Object.keys(FORMS)) await keepsInput({ page, server, report, path, params });
  await asksTwiceMore({ page, server, report, pool: params.pool });
  await repeatsNoWrite({ page, server, report, pool: params.pool });
  await isPressedOnce({ page, server, report, pool: params.pool });
  await goesOnElsewhere({ page, server, report, pool: params.pool });
  await saysWhatStays({ page, server, report, params });
  report.equal('no complaint of the browser but of what was refused', window.complaints(/Failed to load resource/), []);
  await window.close();
  await tellsTime({ browser, server, report, params });
  await looksAsChosen({ browser, server, report });
}

/** Answers calls of an operation; `answer` gives a response, or undefined to let the call through. */
async function intercept(page, operation, answer) {
  const isCall = (url) => url.pathname === '/';
  const seen = { count: 0 };
  const handler = async (route) => {
    if (!route.request().headers()['x-amz-target']?.endsWith(`.${operation}`)) return route.fallback();
    seen.count += 1;
    const given = await answer(seen.count, route);
    return given === undefined ? route.fallback() : route.fulfill(given);
  };
  await page.route(isCall, handler);
  return { seen, stop: () => page.unroute(isCall, handler) };
}

function refusal(code, message) {
  return {
    status: 400,
    contentType: 'application/x-amz-json-1.1',
    headers: { 'x-amzn-RequestId': REQUEST_ID },
    body: JSON.stringify({ __type: code, message }),
  };
}

async function open(page, server, address, title) {
  await page.goto(server.url + address);
  if (title === undefined) await page.getByRole('heading', { level: 1 }).waitFor();
  else await heading(page, title);
  await settled(page);
}

async function keepsInput({ page, server, report, path, params }) {
  const declared = declaredPages().find((each) => each.path === path);
  const form = FORMS[path];
  await report.passes(`ui 7.5 ${declared.title}: a refusal shows its name, request id and call, and the input stays`, async () => {
    await open(page, server, viewsOf(declared, params)[0]);
    const { stop } = await intercept(page, form.operation, () => refusal('LimitExceededException', 'No more of them.'));
    await fillIn(page, form.fields);
    await submitOf(page, form).press('Enter');
    await page.getByText('No more of them.').first().waitFor();
    await page.getByText('LimitExceededException').first().waitFor();
    await page.getByText('This pool already has as many as it may have.').first().waitFor();
    await page.getByText(REQUEST_ID).first().waitFor();
    await page.getByRole('button', { name: 'Copy Request ID' }).first().waitFor();
    await button(page, 'Show API call').click();
    await page.getByRole('heading', { name: 'API calls' }).waitFor();
    await page.getByRole('region', { name: /API calls|Split panel/ }).getByText(form.operation).first().waitFor();
    await page.keyboard.press('Escape');
    await stop();
    // Creating a pool shows its steps in the form's place; the way back is a button.
    if (form.steps === true) await button(page, 'Back to the form').click();
    for (const [label, text] of form.fields) {
      const field = fieldOf(page, label);
      const kept = text === undefined ? await field.isChecked() : (await field.inputValue()) === text;
      if (!kept) throw new Error(`${label} is not kept`);
    }
  });
}

/** A dialog of the groups page with a name in it; answers the name and what sends it. */
async function newGroup(page, server, pool) {
  const name = unique('group');
  await open(page, server, `/console/user-pools/${pool}/groups`, 'Groups');
  await button(page, 'Create group').click();
  await dialog(page).getByLabel('Group name').fill(name);
  return { name, send: dialog(page).getByRole('button', { name: 'Create group' }) };
}

async function isThere(server, pool, name) {
  const { Groups } = await cognito(server).ListGroups({ UserPoolId: pool });
  return Groups.some(({ GroupName }) => GroupName === name);
}

async function asksTwiceMore({ page, server, report, pool }) {
  const busy = refusal('TooManyRequestsException', 'Rate exceeded');
  await report.passes('ui 7.5 a throttled call is made twice more, with a notice; then it works', async () => {
    const { name, send } = await newGroup(page, server, pool);
    const { seen, stop } = await intercept(page, 'CreateGroup', (count) => (count <= 2 ? busy : undefined));
    const noticed = page.getByText('The server is busy with many requests. Trying again.').first().waitFor();
    await send.click();
    await noticed;
    await page.getByText(`Group ${name} created.`).waitFor();
    await stop();
    report.equal('ui 7.5 three calls', seen.count, 3);
    report.holds('ui 7.5 the group is there', await isThere(server, pool, name));
  });
  await report.passes('ui 7.5 one that is throttled for the third time is an error, and not made again', async () => {
    const { name, send } = await newGroup(page, server, pool);
    const { seen, stop } = await intercept(page, 'CreateGroup', () => busy);
    await send.click();
    await dialog(page).getByText('TooManyRequestsException').waitFor();
    await dialog(page).getByText('The server limits how often this can be called.').waitFor();
    report.equal('ui 7.5 three calls and no more', seen.count, 3);
    report.equal('ui 7.5 the input stays', await dialog(page).getByLabel('Group name').inputValue(), name);
    await stop();
  });
}

async function repeatsNoWrite({ page, server, report, pool }) {
  await report.passes('ui 7.5 a lost connection is said by a strip, and a write is not repeated when it is back', async () => {
    const { name, send } = await newGroup(page, server, pool);
    const sent = [];
    page.on('request', (request) => {
      if (request.headers()['x-amz-target']?.endsWith('.CreateGroup')) sent.push(request.url());
    });
    // The browser alone is cut off; the server goes on.
    await page.context().setOffline(true);
    await send.click();
    await page.getByText('Server not reachable, retrying.').waitFor();
    await dialog(page).getByText('The server did not answer.').waitFor();
    report.equal('ui 7.5 the input stays while there is no server', await dialog(page).getByLabel('Group name').inputValue(), name);
    const read = page.waitForRequest((request) => request.headers()['x-amz-target']?.endsWith('.ListGroups'));
    await page.context().setOffline(false);
    await page.getByText('Server not reachable, retrying.').waitFor({ state: 'detached' });
    await read;
    report.equal('ui 7.5 it was sent once', sent.length, 1);
    report.holds('ui 7.5 nothing was written', !(await isThere(server, pool, name)));
    await send.click();
    await page.getByText(`Group ${name} created.`).waitFor();
  });
}

async function isPressedOnce({ page, server, report, pool }) {
  await report.passes('ui 7.6 what runs says so, and is not sent twice', async () => {
    const { name, send } = await newGroup(page, server, pool);
    let goOn;
    const held = new Promise((resolve) => (goOn = resolve));
    const { seen, stop } = await intercept(page, 'CreateGroup', () => held);
    await send.click();
    await until('it is being sent', () => seen.count === 1);
    report.equal('ui 7.6 the button cannot be pressed', await send.getAttribute('aria-disabled'), 'true');
    await send.press('Enter');
    await dialog(page).getByLabel('Group name').press('Enter');
    goOn(undefined);
    await page.getByText(`Group ${name} created.`).waitFor();
    await stop();
    report.equal('ui 7.6 it was sent once', seen.count, 1);
  });
}

async function goesOnElsewhere({ page, server, report, pool }) {
  await report.passes('ui 7.6 work on many things is above the page, also above the next one', async () => {
    const api = cognito(server);
    const names = ['ann', 'ben', 'cid'];
    for (const Username of names) await api.AdminCreateUser({ UserPoolId: pool, Username, MessageAction: 'SUPPRESS' });
    await open(page, server, `/console/user-pools/${pool}/users`, 'Users');
    for (const name of names) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
    let goOn;
    const held = new Promise((resolve) => (goOn = resolve));
    const { stop } = await intercept(page, 'AdminDisableUser', (count) => (count === 2 ? held : undefined));
    await button(page, 'Actions').click();
    await page.getByRole('menuitem', { name: 'Disable user access' }).click();
    await page.getByText('1 of 3', { exact: true }).waitFor();
    await page.getByRole('navigation', { name: 'Side navigation' }).getByRole('link', { name: 'Groups' }).click();
    await heading(page, 'Groups');
    await page.getByText('1 of 3', { exact: true }).waitFor();
    goOn(undefined);
    await page.getByText('3 of 3 users disabled.').waitFor();
    await stop();
  });
}

async function saysWhatStays({ page, server, report, params }) {
  const BADGE = "Can't be changed later";
  const pool = `/console/user-pools/${params.pool}`;
  const before = [
    [`${pool}/domain/resource-servers/create`, 'Resource server identifier'],
    [`${pool}/users/create`, 'User name'],
    [`${pool}/app-clients/create`, 'Client secret', 'Advanced'],
    ['/console/user-pools/create', 'Options for sign-in identifiers'],
  ];
  for (const [address, label, section] of before) {
    await report.passes(`ui 7.7 ${label}: what cannot be changed later says so before`, async () => {
      await open(page, server, address);
      if (section !== undefined) await page.getByRole('button', { name: new RegExp(`^${section}`) }).first().click();
      await page.getByText(`${label} ${BADGE}`).first().waitFor();
    });
  }
  const after = [
    [`${pool}/domain/resource-servers/edit?identifier=api`, 'api', 'Resource server identifier'],
    [`${pool}/users/jane`, 'jane', 'User name'],
    [`${pool}/sign-in`, 'Chosen when the pool was made', 'Sign-in identifiers'],
  ];
  for (const [address, text, label] of after) {
    await report.passes(`ui 7.7 ${label}: afterwards it is plain text`, async () => {
      await open(page, server, address);
      await page.locator('#content').getByText(text).first().waitFor();
      report.equal(`ui 7.7 ${label}: no field`, await page.getByRole('textbox', { name: label }).count(), 0);
    });
  }
}

/** Nowhere else is the day another one: 14 hours before UTC. */
const ZONE = 'Pacific/Kiritimati';

async function tellsTime({ browser, server, report, params }) {
  const window = await openWindow(browser, { timezoneId: ZONE });
  const { page } = window;
  await signIn(window, server);
  const times = () =>
    page.locator('#content time').evaluateAll((all) =>
      all.map((time) => {
        const date = new Date(time.dateTime);
        const own = date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Pacific/Kiritimati' });
        const utc = `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
        return { isOwn: time.textContent === own, isUtc: time.textContent === utc, onHover: time.title === utc };
      }),
    );
  await open(page, server, `/console/user-pools/${params.pool}/groups/riders`);
  await page.locator('#content time').first().waitFor();
  const shown = await times();
  report.holds('ui 7.12 times are in the zone of the browser, with UTC on hover', shown.length > 0 && shown.every(({ isOwn, onHover }) => isOwn && onHover), JSON.stringify(shown));
  await setting(page, 'Times in UTC');
  const utc = await times();
  report.holds('ui 7.12 or in UTC everywhere, by a setting', utc.length > 0 && utc.every(({ isUtc }) => isUtc), JSON.stringify(utc));
  await window.close();
}

async function setting(page, name) {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('menuitemcheckbox', { name }).click();
  await page.keyboard.press('Escape');
}

async function looksAsChosen({ browser, server, report }) {
  const window = await openWindow(browser, { dark: true });
  const { page } = window;
  await signIn(window, server);
  const looks = () => page.evaluate(() => ['awsui-dark-mode', 'awsui-compact-mode'].map((name) => document.querySelector(`.${name}`) !== null));
  report.equal('ui 7.12 the console is dark where the system is, and comfortable', await looks(), [true, false]);
  await setting(page, 'Light');
  await setting(page, 'Compact density');
  report.equal('ui 7.12 by its settings it is otherwise', await looks(), [false, true]);
  await page.reload();
  await heading(page, 'Gatehouse');
  report.equal('ui 7.12 after a reload, too', await looks(), [false, true]);
  await window.close();
}
