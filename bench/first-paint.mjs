// What first-paint beside it measures.
import { cognito } from '../console/e2e/cognito.mjs';
import { startServer } from '../console/e2e/server.mjs';
import { signIn } from '../console/e2e/session.mjs';
import { openWindow, settled } from '../console/e2e/window.mjs';
import { launch } from '../console/e2e/browser.mjs';

const CALLERS = 32;
const BUDGET_PAINT = 1500;
const BUDGET_CLICK = 500;
const [root, work, users] = process.argv.slice(2);
/** Few where only few users are wanted, to see that it works. */
const SAMPLES = Number(users) < 1_000 ? 3 : 11;

const server = await startServer(root, work);
const browser = await launch();
try {
  const pool = await fill(Number(users));
  print('first contentful paint of the user pools, cold cache', await times(paint), BUDGET_PAINT);
  const window = await openWindow(browser);
  await signIn(window, server);
  print(`from a click to the first of ${users} users`, await times(() => click(window.page, pool)), BUDGET_CLICK);
} finally {
  await browser.close();
  await server.stop();
}

async function fill(count) {
  const api = cognito(server);
  const { UserPool } = await api.CreateUserPool({ PoolName: 'crowd' });
  let next = 0;
  const caller = async () => {
    while (next < count) {
      next += 1;
      await api.AdminCreateUser({ UserPoolId: UserPool.Id, Username: `user${next}`, MessageAction: 'SUPPRESS' });
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return UserPool.Id;
}

/** A window of its own has nothing in its cache; signing in is not part of it. */
async function paint() {
  const window = await openWindow(browser);
  await signIn(window, server);
  const cookies = await window.context.cookies();
  await window.close();
  const cold = await openWindow(browser);
  await cold.context.addCookies(cookies);
  await cold.page.goto(`${server.console}/user-pools`);
  await cold.page.getByRole('link', { name: 'crowd', exact: true }).waitFor();
  // What is in the document may not have been presented yet.
  const startTime = await cold.page.evaluate(
    () =>
      new Promise((resolve) => {
        const observer = new PerformanceObserver((list) => {
          for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') resolve(startTime);
        });
        observer.observe({ type: 'paint', buffered: true });
      }),
  );
  await cold.close();
  return startTime;
}

async function click(page, pool) {
  await page.goto(`${server.console}/user-pools/${pool}/overview`);
  const link = page.getByRole('navigation').getByRole('link', { name: 'Users', exact: true });
  await link.waitFor();
  await settled(page);
  const start = performance.now();
  await link.click();
  await page.getByRole('link', { name: /^user\d+$/ }).first().waitFor();
  return performance.now() - start;
}

async function times(measure) {
  const all = [];
  for (let i = 0; i < SAMPLES; i += 1) all.push(await measure());
  return all.sort((a, b) => a - b);
}

function print(what, sorted, budget) {
  const shown = (millis) => String(Math.round(millis)).padStart(5);
  process.stdout.write(
    `${what.padEnd(54)} ${shown(sorted[SAMPLES >> 1])} ms, slowest ${shown(sorted.at(-1))} ms (budget ${budget})\n`,
  );
}
