// Does what somebody does who has just got Gatehouse, and prints when each step was done: see first-token beside it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { heading } from '../console/e2e/steps.mjs';
import { openWindow } from '../console/e2e/window.mjs';
import { launch } from '../console/e2e/browser.mjs';

const [program, data] = process.argv.slice(2);

// A browser is there already when somebody gets Gatehouse.
const browser = await launch();
const { page } = await openWindow(browser);
let clicks = 0;
let log = '';
const start = performance.now();
const quickstart = spawn(program, ['quickstart', '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] });
quickstart.stderr.on('data', (chunk) => (log += chunk));
try {
  await legs();
} catch (error) {
  process.stderr.write(`${log}${error.stack}\n`);
  process.exitCode = 1;
} finally {
  await browser.close();
  if (quickstart.exitCode === null) {
    quickstart.kill('SIGTERM');
    await once(quickstart, 'exit');
  }
}

async function legs() {
  const token = printed(/^verified with /m);
  const link = printed(/^Console +(\S+)\n/m);
  await ready();
  done('the server is ready');
  await token;
  done('a verified token, printed by the command');
  await page.goto((await link)[1]);
  await heading(page, 'Overview');
  done('the console, signed in by the link');
  await click('Get a first token with the token tester');
  await heading(page, 'Token tester');
  await click('Get token');
  await page.getByText(/^Signature verified/).waitFor();
  done('a verified token by clicks, of the client that the command made');
  await click('Gatehouse');
  await heading(page, 'Gatehouse');
  await click('Create user pool: Machine-to-machine in two minutes');
  await page.getByLabel('Name your application').waitFor();
  await click('Create user directory');
  await heading(page, "Your application's resources are ready");
  done('pool, domain, resource server and client, by the default view');
  await click('Get a token now');
  await heading(page, 'Token tester');
  await click('Get token');
  await page.getByText(/^Signature verified/).waitFor();
  done('a verified token of that client');
}

/** Some of the console's buttons are links to another page. */
async function click(name) {
  const named = { name, exact: true };
  await page.getByRole('button', named).or(page.getByRole('link', named)).first().click();
  clicks += 1;
}

function done(what) {
  const seconds = ((performance.now() - start) / 1000).toFixed(2).padStart(8);
  process.stdout.write(`${what.padEnd(62)} ${seconds} s  ${clicks} clicks\n`);
}

/** What the command prints, once it is printed. */
function printed(pattern) {
  let output = '';
  return new Promise((resolve, reject) => {
    quickstart.stdout.on('data', (chunk) => {
      output += chunk;
      const found = pattern.exec(output);
      if (found !== null) resolve(found);
    });
    quickstart.once('exit', (code) => reject(new Error(`quickstart ended with ${code}`)));
  });
}

/** The file is there when the server listens. */
async function ready() {
  for (;;) {
    if (quickstart.exitCode !== null) throw new Error(`quickstart ended with ${quickstart.exitCode}`);
    try {
      const { Address } = JSON.parse(await readFile(join(data, 'server.json'), 'utf8'));
      if ((await fetch(`${Address}/health/ready`)).ok) return;
    } catch {
      // Not yet.
    }
    await pause(10);
  }
}
