// What applications do, over time: the pool's overview, its clients, the server (ui 8.2, 8.4, 8.14, 10.1).
import { askToken, machinePool } from '../cognito.mjs';
import { button, enter, fact, heading, until } from '../steps.mjs';
import { findings, screenshot } from '../window.mjs';

const TOKENS = 100;
const REFUSED = 3;

export default async function charts({ browser, server, report }) {
  const window = await enter(browser, server);
  const { page } = window;
  const { pool, client } = await machinePool(server);
  const { ClientId: id, ClientSecret: secret } = client;
  const overview = `${server.console}/user-pools/${pool}/overview`;
  const clients = `${server.console}/user-pools/${pool}/app-clients`;
  const total = (words) => page.getByText(words, { exact: true });

  await report.passes('O-1 without traffic: "No data yet", and the token tester is linked', async () => {
    await page.goto(overview);
    await heading(page, 'Overview');
    await page.getByText('No data yet').waitFor();
    await button(page, 'Open the token tester').click();
    await heading(page, 'Token tester');
  });

  await report.passes('O-2 a hundred tokens later the total is 100, without a reload', async () => {
    await page.goto(overview);
    await page.getByText('No data yet').waitFor();
    const answers = await Promise.all(Array.from({ length: TOKENS }, () => askToken(server, id, secret)));
    report.equal('O-2 tokens', answers.filter(({ status }) => status === 200).length, TOKENS);
    await total(`${TOKENS} in the last hour`).waitFor();
    for (let i = 0; i < REFUSED; i += 1) await askToken(server, id, 'wrong');
    await total(`${REFUSED} in the last hour`).waitFor();
    await page.getByText(/^p50 [\d.]+ ms, p95 [\d.]+ ms, p99 [\d.]+ ms in the last hour$/).waitFor();
    report.holds('the chart has a name', await page.getByLabel('Tokens issued, the last hour').first().isVisible());
  });

  await report.passes('O-2 a day and a week have them as well', async () => {
    for (const [choice, words] of [['24 hours', 'the last 24 hours'], ['7 days', 'the last 7 days']]) {
      await page.getByRole('button', { name: choice, exact: true }).click();
      await total(`${TOKENS} in ${words}`).waitFor();
    }
  });

  await report.passes('O-3 the tables say what the charts show', async () => {
    await page.goto(`${overview}?range=24h`);
    await total(`${TOKENS} in the last 24 hours`).waitFor();
    await page.getByRole('switch', { name: 'Show as tables' }).or(page.getByRole('checkbox', { name: 'Show as tables' })).click();
    const sums = {};
    for (const name of ['Tokens issued', 'Errors by code']) {
      const cells = await page.getByRole('table', { name }).getByRole('cell').allTextContents();
      sums[name] = cells.reduce((sum, cell) => sum + Number(cell), 0);
    }
    report.equal('O-3 sums', sums, { 'Tokens issued': TOKENS, 'Errors by code': REFUSED });
    report.equal('O-3 latencies', await page.getByRole('table', { name: 'Token endpoint latency' }).getByRole('columnheader').allTextContents(), ['Time', 'p50', 'p95', 'p99']);
    report.equal('axe: tables', await findings(page), []);
  });

  await report.passes('the list of app clients says when the last token was issued', async () => {
    await page.goto(clients);
    await heading(page, 'App clients');
    const row = page.getByRole('row').filter({ hasText: id });
    await row.locator('time').first().waitFor();
  });

  await report.passes('an app client has its tokens, its errors, and the reasons of refusals', async () => {
    await page.goto(`${clients}/${id}?tab=activity`);
    await total(`${TOKENS} in the last 24 hours`).waitFor();
    await total(`${REFUSED} in the last 24 hours`).waitFor();
    const refused = page.getByRole('table').filter({ hasText: 'has another secret' });
    await refused.waitFor();
    report.equal('refused requests', await refused.getByRole('row').filter({ hasText: 'invalid_client' }).count(), REFUSED);
    report.equal('axe: activity', await findings(page), []);
  });

  await report.passes('home counts the tokens of the last hour, health charts those of the whole server', async () => {
    await page.goto(`${server.console}/`);
    await page.getByText('Tokens in the last hour').waitFor();
    await until(`home counts at least ${TOKENS}`, async () => {
      const counted = await fact(page, 'Tokens in the last hour').innerText();
      return Number(counted.replace(/\D/g, '')) >= TOKENS;
    });
    await page.goto(`${server.console}/server/health`);
    await page.getByText(/ in the last hour$/).first().waitFor();
  });
  report.equal('nothing was complained of', window.complaints(), []);
  await window.close();

  for (const [name, look] of Object.entries({ light: {}, dark: { dark: true }, narrow: { width: 390 } })) {
    const other = await enter(browser, server, look);
    await other.page.goto(overview);
    await other.page.getByText(`${TOKENS} in the last hour`, { exact: true }).waitFor();
    await other.page.getByLabel('Tokens issued, the last hour').first().waitFor();
    report.equal(`axe: ${name}`, await findings(other.page), []);
    await screenshot(other.page, `charts-${name}`);
    await other.page.goto(`${clients}/${id}?tab=activity`);
    await other.page.getByLabel('Tokens issued, the last 24 hours').first().waitFor();
    await screenshot(other.page, `activity-${name}`);
    await other.page.goto(`${server.console}/server/health`);
    await other.page.getByLabel('Tokens issued, the last hour').first().waitFor();
    await screenshot(other.page, `health-${name}`);
    await other.close();
  }
}
