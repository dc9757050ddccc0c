// Rules for every page (ui 7): G-1 to G-5 over all pages that there are.
import { addressOf, declaredPages, furnished, nameOf, viewsOf } from '../pages.mjs';
import { signIn } from '../session.mjs';
import { findings, openWindow, screenshot, settled } from '../window.mjs';

const WIDTHS = [1360, 390];

export default async function suite({ browser, server, report }) {
  const { params, name, names } = await furnished(server);
  const pages = declaredPages().map((page) => ({ ...page, address: addressOf(page, params) }));
  report.equal('the fixture has something for every page', pages.filter(({ address }) => address === undefined), []);
  const shown = pages.filter(({ address }) => address !== undefined);
  for (const width of WIDTHS) {
    const window = await openWindow(browser, { width });
    await signIn(window, server);
    for (const page of shown) {
      const views = viewsOf(page, params);
      for (const view of views) await looks(window, server, report, nameOf(page, view, views), view, width);
    }
    await window.close();
  }
  const window = await openWindow(browser);
  await signIn(window, server);
  for (const page of shown) {
    await staysAndReturns(window, server, report, page, async () => {
      await headings(window, report, page, { name, names });
      await helps(window, server, report, page);
    });
    await survivesAnError(window, server, report, page);
  }
  await parsesNoText(window, server, report);
  report.equal('G-2 no request goes to another origin', [...window.origins].sort(), [new URL(server.url).origin]);
  await window.close();
}

async function go({ page }, server, address) {
  await page.goto(server.url + address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await settled(page);
}

/** A view in light and, as its colours change without a load, in dark. */
async function looks(window, server, report, title, view, width) {
  const { page } = window;
  await page.emulateMedia({ colorScheme: 'light' });
  await go(window, server, view);
  report.equal(`G-1 ${title} (${width} px): one h1`, await page.locator('h1:not([aria-level="2"])').count(), 1);
  for (const colorScheme of ['light', 'dark']) {
    const what = `${title} (${colorScheme}, ${width} px)`;
    await page.emulateMedia({ colorScheme });
    await page.locator(colorScheme === 'dark' ? 'body.awsui-dark-mode' : 'body:not(.awsui-dark-mode)').waitFor();
    report.equal(`G-3 ${what}: axe finds nothing serious`, await findings(page), []);
    report.equal(`G-2 ${what}: the browser complains of nothing`, window.complaints(), []);
    await screenshot(page, `${title}-${colorScheme}-${width}`.replace(/[^\w-]+/g, '-'));
  }
}

async function headings(window, report, { title, path }, { name, names }) {
  const headings = await window.page.getByRole('heading', { level: 1 }).allTextContents();
  report.holds(
    `G-1 ${title}: one h1, its name`,
    headings.length === 1 && (headings[0] === title || names.includes(headings[0])),
    `headings: ${headings.join(' | ')}`,
  );
  const parts = (await window.page.title()).split(' - ');
  const pool = path.startsWith('/user-pools/:pool') ? [name] : [];
  const expected = headings[0] === 'Gatehouse' ? ['Gatehouse'] : [headings[0], ...pool, 'Gatehouse'];
  report.equal(`G-1 ${title}: the document's title`, parts, expected);
}

/** @param look what else is looked at where the page is open */
async function staysAndReturns(window, server, report, { title, address }, look) {
  const { page } = window;
  const [before, name] =
    address === '/console/server/about' ? ['/console/', 'Gatehouse'] : ['/console/server/about', 'About'];
  await go(window, server, before);
  await go(window, server, address);
  await look();
  const heading = await page.getByRole('heading', { level: 1 }).textContent();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
  report.equal(`G-4 ${title}: reload keeps the view`, new URL(page.url()).pathname, address);
  await page.goBack();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  report.equal(`G-4 ${title}: back returns`, new URL(page.url()).pathname, before);
}

const HELP_MAX_WORDS = 120;

async function helps({ page }, server, report, { title }) {
  await report.passes(`ui 7.10 ${title}: help of ${HELP_MAX_WORDS} words at most, and its chapter of the documentation`, async () => {
    await page.getByRole('button', { name: 'Open help panel' }).first().click();
    const link = page.getByRole('link', { name: `Documentation: ${title}` });
    await link.waitFor();
    const panel = page.getByRole('complementary', { name: 'Help panel' }).or(page.getByLabel('Help panel')).first();
    const words = (await panel.innerText()).split(/\s+/).length;
    if (words > HELP_MAX_WORDS + 20) throw new Error(`${words} words`);
    const [document, anchor] = (await link.getAttribute('href')).split('#');
    const answer = await page.request.get(server.url + document);
    if (answer.status() !== 200) throw new Error(`${document}: status ${answer.status()}`);
    if (!(await answer.text()).includes(`id="${anchor}"`)) throw new Error(`no chapter ${anchor}`);
  });
  await page.getByRole('button', { name: 'Close help panel' }).first().click();
}

/** UI-03: text becomes markup by the one policy of the console alone. Complaints of these two tries are expected. */
async function parsesNoText(window, server, report) {
  await go(window, server, '/console/');
  const outcomes = await window.page.evaluate(() => {
    const tried = (act) => {
      try {
        act();
        return 'done';
      } catch (error) {
        return error.name;
      }
    };
    return {
      text: tried(() => (document.createElement('div').innerHTML = '<b>x</b>')),
      policy: tried(() => window.trustedTypes.createPolicy('default', { createHTML: (html) => html })),
    };
  });
  report.equal('UI-03 no text is parsed as markup, and nobody makes another policy', outcomes, { text: 'TypeError', policy: 'TypeError' });
  window.complaints();
}

/** What the search in the top bar reads; where a page does not show it, too, nobody misses it. */
const OF_THE_FRAME = new Set(['ListUserPools', 'ListUserPoolClients', 'GetServerInfo', 'CountMessages']);
const REQUEST_ID = '00000000-0000-4000-8000-000000000000';

async function survivesAnError(window, server, report, { title, address }) {
  const { page } = window;
  const asked = new Set();
  const isCall = (url) => url.pathname === '/';
  // The page before may ask for something again while it is left.
  await page.goto('about:blank');
  await page.route(isCall, async (route) => {
    asked.add(route.request().headers()['x-amz-target']?.split('.')[1]);
    await route.fulfill({
      status: 500,
      contentType: 'application/x-amz-json-1.1',
      headers: { 'x-amzn-RequestId': REQUEST_ID },
      body: '{"__type":"InternalErrorException","message":"Something went wrong on the server."}',
    });
  });
  await page.goto(server.url + address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settled(page);
  // What is polled would lose its error before somebody presses Retry.
  await page.evaluate(() => Object.defineProperty(document, 'visibilityState', { value: 'hidden' }));
  await page.unroute(isCall);
  const shown = page.getByText(REQUEST_ID);
  if (![...asked].some((operation) => !OF_THE_FRAME.has(operation)) && (await shown.count()) === 0) return;
  await report.passes(`G-5 ${title}: an error shows its request id, and Retry works`, async () => {
    await shown.first().waitFor();
    for (let left = await shown.count(); left > 0; left = await shown.count()) {
      const seen = await shown.first().elementHandle();
      await page.getByRole('button', { name: 'Retry' }).first().click();
      await seen.waitForElementState('hidden');
    }
  });
  window.complaints(/500/);
}
