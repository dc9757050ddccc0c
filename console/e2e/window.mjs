// A browser window that notices what no page may do (G-2), and what suites do in it.
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const WAIT_MAX_MILLIS = 120_000;
const SETTLED_MILLIS = 300;
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Inside Cloudscape itself, at phone width (ui 4.3). */
const KNOWN_FINDINGS = new Set(['aria-allowed-attr nav']);

/**
 * @param options `dark`, `width`, `timezoneId`
 */
export async function openWindow(browser, { dark = false, width = 1360, timezoneId } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    ...(timezoneId === undefined ? {} : { timezoneId }),
  });
  context.setDefaultTimeout(WAIT_MAX_MILLIS);
  const page = await context.newPage();
  const complaints = [];
  const refused = [];
  const origins = new Set();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  // Of a refused call the browser tells the address alone, which all calls have in common.
  page.on('response', (response) => {
    const { 'x-amz-target': call } = response.request().headers();
    if (call !== undefined && response.status() >= 400) refused.push(`${call} ${response.status()}`);
  });
  follow(page);
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  return {
    page,
    context,
    origins,
    /** What the browser complained of since the last time, without what is named. */
    complaints: (...allowed) => {
      const calls = refused.splice(0);
      const left = complaints.splice(0).filter((each) => !allowed.some((pattern) => pattern.test(each)));
      return left.length === 0 ? left : [...left, ...calls];
    },
    close: () => context.close(),
  };
}

const traffic = new WeakMap();

function follow(page) {
  const state = { open: new Set(), begun: 0 };
  traffic.set(page, state);
  page.on('request', (request) => {
    state.open.add(request);
    state.begun += 1;
  });
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => state.open.delete(request));
}

/**
 * Waits until a page has done what it begins when it is opened: it has nothing to compute, nothing is asked, and a moment later
 * that is still so. Playwright's own `networkidle` comes while a slow machine still evaluates the scripts, and once alone.
 */
export async function settled(page) {
  const state = traffic.get(page);
  const latest = Date.now() + WAIT_MAX_MILLIS;
  for (let begun; state.open.size > 0 || state.begun !== begun; ) {
    if (Date.now() > latest) throw new Error(`it asks on and on: ${[...state.open].map((request) => request.url()).join(', ')}`);
    begun = state.begun;
    await page.evaluate((millis) => new Promise((resolve) => setTimeout(() => requestIdleCallback(resolve), millis)), SETTLED_MILLIS);
  }
}

/** Serious and critical findings of axe (G-3). */
export async function findings(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, html }) => ({ id, target: target.join(' '), html })))
    .filter(({ id, html }) => !KNOWN_FINDINGS.has(`${id} ${/^<(\w+)/.exec(html)?.[1]}`))
    .map(({ id, target, html }) => `${id}: ${target} ${html.slice(0, 200)}`);
}

/** For eyes, where somebody wants them (SCREENSHOTS=1): into console/target/e2e. They take a third of the time. */
export async function screenshot(page, name) {
  if (process.env.SCREENSHOTS !== '1') return;
  const folder = fileURLToPath(new URL('../target/e2e/', import.meta.url));
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: true });
}
