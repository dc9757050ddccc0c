// Sizes of ui 4.8: what the first view transfers, what each further page adds, what the jar weighs.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { signIn } from '../session.mjs';
import { addressOf, declaredPages, fixture } from '../pages.mjs';
import { openWindow, settled } from '../window.mjs';
import { fileURLToPath } from 'node:url';

const KB = 1000;
const FIRST_VIEW = 450 * KB;
const FIRST_VIEW_SCRIPTS = 340 * KB;
const FURTHER_PAGE = 120 * KB;
const JAR = 1500 * KB;

const built = fileURLToPath(new URL('../../target/classes/META-INF/gatehouse/console/', import.meta.url));

export default async function suite({ browser, server, report }) {
  const { params } = await fixture(server);
  const window = await openWindow(browser);
  await signIn(window, server);
  const asked = new Set();
  window.page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/console/assets/')) asked.add(pathname.slice('/console/'.length));
  });
  const list = declaredPages().find(({ path }) => path === '/user-pools') ?? declaredPages().find(({ path }) => path === '/');
  const seen = await view(window, server, addressOf(list, params), asked);
  const total = sum(seen);
  const scripts = sum(seen.filter((name) => name.endsWith('.js')));
  report.holds(`the first view is at most 450 kB by gzip (${kb(total)})`, total <= FIRST_VIEW);
  report.holds(`of it at most 340 kB of scripts (${kb(scripts)})`, scripts <= FIRST_VIEW_SCRIPTS);
  const known = new Set(seen);
  const heavy = [];
  for (const page of declaredPages()) {
    const address = addressOf(page, params);
    if (address === undefined) continue;
    const more = sum((await view(window, server, address, asked)).filter((name) => !known.has(name)));
    if (more > FURTHER_PAGE) heavy.push(`${page.title}: ${kb(more)}`);
  }
  report.equal('no further page adds more than 120 kB', heavy, []);
  const jar = statSync(new URL('../../target/gatehouse-console.jar', import.meta.url)).size;
  report.holds(`the jar is at most 1.5 MB (${kb(jar)})`, jar <= JAR);
  await window.close();
}

async function view({ page }, server, address, asked) {
  asked.clear();
  await page.goto(server.url + address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settled(page);
  return [...asked];
}

function sum(names) {
  return names.reduce((all, name) => all + sizeOf(name), 0);
}

/** By gzip, whatever the browser accepts. */
function sizeOf(name) {
  const files = new Set(readdirSync(join(built, 'assets')));
  const short = name.replace('assets/', '');
  return statSync(join(built, 'assets', files.has(`${short}.gz`) ? `${short}.gz` : short)).size;
}

function kb(bytes) {
  return `${Math.round(bytes / KB)} kB`;
}
