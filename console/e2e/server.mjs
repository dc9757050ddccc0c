// A dev server on a free port with an empty folder, as a user starts it.
import { spawn, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const READY_MAX_MILLIS = 120_000;

export async function startServer(root, work, ...options) {
  const data = join(await mkdtemp(join(work, 'server-')), 'data');
  const port = await freePort();
  const child = spawn(join(root, 'gatehouse'), ['serve', '--dev', '--data', data, '--port', String(port), ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const url = `http://localhost:${port}`;
  const deadline = Date.now() + READY_MAX_MILLIS;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the server does not start: ${output}`);
    }
    await pause(100);
  }
  const key = JSON.parse(await readFile(join(data, 'admin-key.json'), 'utf8'));
  return {
    url,
    data,
    console: `${url}/console`,
    output: () => output,
    credentials: { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey },
    /** A command of the launcher on this server's folder; its standard output. */
    command: (...words) =>
      execFileSync(join(root, 'gatehouse'), [...words, '--data', data], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function isReady(url) {
  try {
    return (await fetch(`${url}/health/ready`)).ok;
  } catch {
    return false;
  }
}

/** Below those that the system gives to clients: who knocks again and again at a dead one of these in the end meets itself. */
async function freePort() {
  const port = 15_000 + Math.floor(Math.random() * 17_000);
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch {
    return freePort();
  }
  probe.close();
  await once(probe, 'close');
  return port;
}
