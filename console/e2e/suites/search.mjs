// G-8: the words of any tutorial find their page (ui 2.5). That every word of the table is known, Vitest shows.
import { fixture } from '../pages.mjs';
import { signIn } from '../session.mjs';
import { openWindow } from '../window.mjs';

const WORDS = [
  ['Version', 'About', '/console/server/about'],
  ['Licences', 'About', '/console/server/about'],
];

export default async function suite({ browser, server, report }) {
  const { params } = await fixture(server);
  const window = await openWindow(browser);
  const { page } = window;
  await signIn(window, server);
  for (const [word, title, address] of WORDS) {
    await report.passes(`G-8 ${word} leads to ${title}`, async () => {
      await page.goto(`${server.console}/`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type(word);
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(`${server.url}${address}*`);
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
    });
  }
  await report.passes('ui 7.9 a user is found by the beginning of his name', async () => {
    await page.goto(`${server.console}/user-pools/${params.pool}/overview`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('jan');
    await page.getByRole('option', { name: /^jane\b/ }).click();
    await page.getByRole('heading', { level: 1, name: 'jane', exact: true }).waitFor();
  });
  await page.keyboard.press('\\');
  await report.passes('the call panel opens by its key (ui 5.5)', () =>
    page.getByRole('heading', { name: 'API calls' }).waitFor(),
  );
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Keyboard shortcuts' }).click();
  await page.keyboard.press('Escape');
  await page.goto(`${server.console}/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('\\');
  report.equal(
    'shortcuts can be turned off (WCAG 2.1.4)',
    await page.getByRole('heading', { name: 'API calls' }).count(),
    0,
  );
  await window.close();
}
