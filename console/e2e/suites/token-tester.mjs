// The token tester (ui 9.1).
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { askToken, machinePool } from '../cognito.mjs';
import { button, enter, heading } from '../steps.mjs';
import { settled } from '../window.mjs';

export default async function tokenTester({ browser, server, report }) {
  const window = await enter(browser, server);
  const { page } = window;
  const machines = await machinePool(server);
  const { ClientId: id, ClientSecret: secret } = machines.client;
  const tester = `${server.console}/user-pools/${machines.pool}/token-tester`;
  const open = async (query) => {
    await page.goto(`${tester}?${query}`);
    await heading(page, 'Token tester');
  };

  await report.passes('TT-1 a fresh machine client: all checks green, and the claims of the tutorials', async () => {
    await open(`client=${id}`);
    await button(page, 'Get token').click();
    await page.getByText(/^Signature verified/).waitFor();
    const results = await page.locator('[data-check]').evaluateAll((all) => all.map(({ dataset }) => [dataset.check, dataset.result]));
    report.equal(
      'TT-1 checks',
      results,
      ['signature', 'issuer', 'expiry', 'token_use', 'client', 'scopes'].map((check) => [check, 'ok']),
    );
    const rows = await page.getByRole('table', { name: 'Claims' }).getByRole('rowheader').allTextContents();
    report.equal('TT-1 claims', rows.sort(), [
      'auth_time', 'client_id', 'exp', 'iat', 'iss', 'jti', 'scope', 'sub', 'token_use', 'version',
    ]);
    report.holds('TT-1 the secret is not in the page', !(await page.content()).includes(secret));
  });

  await report.passes('TT-2 a wrong secret is invalid_client, and the reason is said', async () => {
    await page.getByRole('radio', { name: 'Another secret' }).check();
    await page.getByRole('textbox', { name: 'Another secret' }).fill('wrong');
    await button(page, 'Get token').click();
    await page.getByRole('heading', { name: 'Error: invalid_client' }).waitFor();
    await page.getByText('Wrong secret.').waitFor();
  });

  await report.passes('TT-3 a client without scopes is invalid_scope, with a link to Login pages', async () => {
    const bare = await machinePool(server, { withScopes: false });
    await page.goto(`${server.console}/user-pools/${bare.pool}/token-tester?client=${bare.client.ClientId}`);
    await button(page, 'Get token').click();
    await page.getByRole('heading', { name: 'Error: invalid_scope' }).waitFor();
    await button(page, 'Open Login pages').click();
    await page.getByRole('tab', { name: 'Login pages', selected: true }).waitFor();
  });

  await report.passes('TT-4 a pasted token with one changed character: the signature is red, and nothing was sent', async () => {
    const { body } = await askToken(server, id, secret);
    const token = body.access_token;
    await open('mode=paste');
    await page.getByLabel('Token (JWT)').fill(token);
    await page.getByText(/^Signature verified/).waitFor();
    const sent = [];
    page.on('request', (request) => sent.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`));
    const at = token.lastIndexOf('.') + 10;
    const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    await page.getByLabel('Token (JWT)').fill(changed);
    await page.locator('[data-check=signature][data-result=failed]').waitFor();
    report.equal('TT-4 nothing of it was sent', sent.filter((each) => each.includes(changed.slice(-40))), []);
  });

  await report.passes('TT-5 the shown curl command, run in a shell, returns 200', async () => {
    await open(`client=${id}`);
    const command = await page.getByRole('region', { name: 'curl command' }).textContent();
    const { stdout: output } = await promisify(execFile)('bash', ['-c', `${command} -s -w '\\n%{http_code}'`], {
      env: { ...process.env, CLIENT_SECRET: secret },
    });
    report.equal('TT-5 status', output.trim().split('\n').at(-1), '200');
    report.holds('TT-5 no secret in it', !command.includes(secret));
  });

  await report.passes('ui 9.1 the only app client of a user pool is chosen already', async () => {
    const only = await machinePool(server);
    await page.goto(`${server.console}/user-pools/${only.pool}/token-tester`);
    await button(page, 'Get token').click();
    await page.getByText(/^Signature verified/).waitFor();
  });

  await report.passes('ui 9.1 a user gets tokens by his password, and by the refresh token', async () => {
    const password = 'Summer-2026!';
    const { UserPool } = await machines.api.CreateUserPool({ PoolName: 'signing in' });
    const { UserPoolClient } = await machines.api.CreateUserPoolClient({
      UserPoolId: UserPool.Id,
      ClientName: 'web',
      GenerateSecret: true,
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    });
    const named = { UserPoolId: UserPool.Id, Username: 'ada' };
    await machines.api.AdminCreateUser({ ...named, MessageAction: 'SUPPRESS', TemporaryPassword: password });
    await page.goto(`${server.console}/user-pools/${UserPool.Id}/token-tester?client=${UserPoolClient.ClientId}`);
    await page.getByLabel('User name', { exact: true }).fill('ada');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await button(page, 'Get token').click();
    await page.getByRole('heading', { name: 'Error: NotAuthorizedException' }).waitFor();
    await page.getByLabel('Password', { exact: true }).fill(password);
    await button(page, 'Get token').click();
    await page.getByRole('heading', { name: 'Error: challenge NEW_PASSWORD_REQUIRED' }).waitFor();
    await machines.api.AdminSetUserPassword({ ...named, Password: password, Permanent: true });
    await button(page, 'Get token').click();
    await page.getByText(/^Signature verified/).waitFor();
    await page.locator('[data-check=token_use]', { hasText: 'access' }).waitFor();
    await page.getByRole('button', { name: 'ID token' }).click();
    await page.locator('[data-check=token_use]', { hasText: 'token_use is id' }).waitFor();
    await page.getByRole('button', { name: 'Show refresh token' }).click();
    const refresh = await page.locator('code.secret').first().textContent();
    await page.getByRole('radio', { name: 'Refresh token' }).check();
    await page.getByLabel('Refresh token', { exact: true }).last().fill(refresh);
    // What is shown before looks the same.
    await Promise.all([
      page.waitForResponse((answer) => /GetTokensFromRefreshToken$/.test(answer.request().headers()['x-amz-target'])),
      button(page, 'Get token').click(),
    ]);
    await settled(page);
    await page.locator('[data-check=token_use]', { hasText: 'access' }).or(page.locator('[data-check=token_use]', { hasText: 'token_use is id' })).first().waitFor();
    report.equal('ui 9.1 and nothing failed', await page.locator('[data-result=failed]').count(), 0);
  });

  await report.passes('TT-7 an expired token says how long ago', async () => {
    // Short enough for the page not to end an idle session meanwhile.
    const { UserPoolClient } = await machines.api.CreateUserPoolClient({
      UserPoolId: machines.pool,
      ClientName: 'five minutes',
      GenerateSecret: true,
      AccessTokenValidity: 5,
      TokenValidityUnits: { AccessToken: 'minutes' },
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: ['api/read'],
      AllowedOAuthFlowsUserPoolClient: true,
    });
    await page.clock.install();
    await open('mode=paste');
    const { body } = await askToken(server, UserPoolClient.ClientId, UserPoolClient.ClientSecret);
    await page.getByLabel('Token (JWT)').fill(body.access_token);
    await page.getByText(/^Expires in/).waitFor();
    await page.clock.fastForward(500_000);
    await page.getByText(/^Expired [34] minutes( \d+ seconds?)? ago\./).waitFor();
  });

  report.equal('no complaint of the browser', window.complaints(/400 \(Bad Request\)/), []);
  await window.close();
}
