// Create user pool, in one page and step by step (ui 8.3).
import { cognito, unique } from '../cognito.mjs';
import { button, enter, fact, heading } from '../steps.mjs';

export default async function createPool({ browser, server, report }) {
  const window = await enter(browser, server);
  const { page } = window;

  await report.passes('CP-2 one form and one click make everything, and "Get a token now" a verified token', async () => {
    const start = Date.now();
    await page.goto(`${server.console}/user-pools/create`);
    await page.getByRole('radio', { name: /Machine-to-machine application/ }).check();
    await page.getByLabel('Name your application').fill(unique('Orders'));
    await button(page, 'Create user directory').click();
    await heading(page, "Your application's resources are ready");
    await button(page, 'Get a token now').click();
    await heading(page, 'Token tester');
    await button(page, 'Get token').click();
    await page.getByText(/^Signature verified/).waitFor();
    report.equal('CP-2 no check is red', await page.locator('[data-result=failed]').count(), 0);
    // A busy machine is not a slow console: the time is for whoever reads it (20 s at most on a quiet one).
    report.ok(`CP-2 it took ${Date.now() - start} ms`);
  });

  await report.passes('CP-3 what cannot be changed later says so', async () => {
    await page.goto(`${server.console}/user-pools/create`);
    for (const label of ['Options for sign-in identifiers', 'Required attributes for sign-up']) {
      await page.getByText(`${label} Can't be changed later`).first().waitFor();
    }
  });

  await report.passes('CP-4 a taken domain prefix is flagged at the field before it is submitted', async () => {
    const api = cognito(server);
    const taken = unique('taken');
    const { UserPool } = await api.CreateUserPool({ PoolName: taken });
    await api.CreateUserPoolDomain({ UserPoolId: UserPool.Id, Domain: taken });
    await page.getByLabel('Domain prefix').fill(taken);
    await page.getByText(/This domain prefix is taken/).first().waitFor();
    await button(page, 'Create user directory').click();
    report.equal('CP-4 it stays on the form', await page.getByLabel('Domain prefix').inputValue(), taken);
  });

  await report.passes('CP-5 cancelling with unsaved input asks first', async () => {
    let asked = '';
    page.once('dialog', async (dialog) => {
      asked = dialog.message();
      await dialog.dismiss();
    });
    await button(page, 'Cancel').click();
    report.holds('CP-5 in words', asked.includes('not saved'), asked);
    await heading(page, 'Create user pool');
    page.once('dialog', (dialog) => dialog.accept());
    await button(page, 'Cancel').click();
    await heading(page, 'User pools');
  });

  await report.passes('CP-6 the last step lists every value, and Edit goes back with the values kept', async () => {
    await page.goto(`${server.console}/user-pools/create?mode=detailed`);
    const next = () => button(page, 'Next').click();
    for (const title of ['sign-in experience', 'security requirements', 'sign-up experience', 'message delivery']) {
      await page.getByRole('heading', { name: `Configure ${title}` }).first().waitFor();
      await next();
    }
    await page.getByLabel('User pool name').fill('Summary');
    await page.getByLabel('App client name').fill('Summarizer');
    await next();
    await page.getByText('Step 5: Integrate your app').waitFor();
    report.equal('CP-6 the pool', await fact(page, 'User pool name').textContent(), 'Summary');
    report.equal('CP-6 the client', await fact(page, 'App client name').textContent(), 'Summarizer');
    report.equal('CP-6 defaults, too', await fact(page, 'Multi-factor authentication').textContent(), 'No MFA');
    await button(page, 'Edit step 5').click();
    report.equal('CP-6 kept', await page.getByLabel('User pool name').inputValue(), 'Summary');
    page.once('dialog', (dialog) => dialog.accept());
    await button(page, 'Cancel').click();
    await heading(page, 'User pools');
  });

  await report.passes('a failure in the middle says what exists, and removes it', async () => {
    const name = unique('Broken');
    await page.goto(`${server.console}/user-pools/create?type=m2m`);
    await page.getByLabel('Name your application').fill(name);
    // The server refuses the third of the four steps once.
    await page.route('**/', async (route) => {
      const target = route.request().headers()['x-amz-target'] ?? '';
      if (!target.endsWith('.CreateResourceServer')) return route.fallback();
      return route.fulfill({
        status: 400,
        contentType: 'application/x-amz-json-1.1',
        body: '{"__type":"LimitExceededException","message":"no more"}',
      });
    });
    await button(page, 'Create user directory').click();
    await page.getByText('The step "Resource server" failed.').first().waitFor();
    await page.getByText('What exists now').waitFor();
    await page.unroute('**/');
    await button(page, 'Remove what was created').click();
    await page.getByText('What was created is removed.').waitFor();
    const { UserPools } = await cognito(server).ListUserPools({ MaxResults: 60 });
    report.equal('nothing is left', UserPools.filter((pool) => pool.Name === name).length, 0);
  });

  report.equal('no complaint of the browser', window.complaints(/400 \(Bad Request\)/), []);
  await window.close();
}
