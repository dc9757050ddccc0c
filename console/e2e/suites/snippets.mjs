// The quick setup guide's code, as the page shows it, run by what a reader has: a shell, Java, Python, Node (ui 8.4).
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { claims, machinePool } from '../cognito.mjs';
import { enter } from '../steps.mjs';

const LANGUAGES = [
  { tab: 'curl', file: 'request.sh', command: 'bash' },
  { tab: 'Java', file: 'Request.java', command: 'java' },
  { tab: 'Python', file: 'request.py', command: 'python3' },
  { tab: 'Node', file: 'request.mjs', command: 'node' },
];

export default async function snippets({ browser, server, report }) {
  const window = await enter(browser, server);
  const { page } = window;
  const { pool, client } = await machinePool(server);
  const folder = await mkdtemp(join(tmpdir(), 'snippets-'));
  await page.goto(`${server.console}/user-pools/${pool}/app-clients/${client.ClientId}?tab=quick-setup-guide`);
  for (const { tab, file, command } of LANGUAGES) {
    await report.passes(`the code for ${tab} gets a token`, async () => {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      const code = await page.getByRole('region', { name: `${tab} code for a token` }).textContent();
      await writeFile(join(folder, file), code);
      const { stdout } = await promisify(execFile)(command, [file], {
        cwd: folder,
        env: { ...process.env, CLIENT_SECRET: client.ClientSecret },
      });
      const token = /eyJ[\w-]+\.[\w-]+\.[\w-]+/.exec(stdout)?.[0] ?? '';
      report.equal(`the token of ${tab} is the client's`, claims(token).client_id, client.ClientId);
      report.holds(`no secret in the code for ${tab}`, !code.includes(client.ClientSecret));
    });
  }
  await rm(folder, { recursive: true });
  report.equal('no complaint of the browser', window.complaints(), []);
  await window.close();
}
