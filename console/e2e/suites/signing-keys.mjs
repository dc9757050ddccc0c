// Signing keys (ui 8.13: K-1, K-3) and what a program needs to verify by hand (F1-2).
import {
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolDomainCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createPublicKey, verify } from 'node:crypto';
import { fixture } from '../pages.mjs';
import { signIn } from '../session.mjs';
import { openWindow } from '../window.mjs';

export default async function signingKeys({ browser, server, report }) {
  const { client, params } = await fixture(server);
  const { pool } = params;
  const token = await machineTokens(client, server, pool);
  const window = await openWindow(browser);
  const { page } = window;
  await signIn(window, server);
  const answers = [];
  page.on('response', (response) => answers.push(response));
  await page.goto(`${server.console}/user-pools/${pool}/signing-keys`);
  const before = await token();
  const kid = headerOf(before).kid;

  await report.passes('F1-2: the PEM of the page verifies a token', async () => {
    await page.getByRole('row', { name: kid.slice(0, 8) }).getByRole('link').click();
    const pem = page.getByRole('region', { name: 'PEM' });
    await pem.getByText('BEGIN PUBLIC KEY').waitFor();
    await page.getByRole('heading', { name: `Public key ${kid}` }).waitFor();
    if (!verifies(before, createPublicKey(await pem.textContent()))) throw new Error('the signature does not fit');
  });
  await report.passes('F1-2: the JWK of the page does, too', async () => {
    await page.getByRole('tab', { name: 'JWK' }).click();
    const jwk = JSON.parse(await page.getByRole('region', { name: 'JWK' }).textContent());
    if (!verifies(before, createPublicKey({ key: jwk, format: 'jwk' }))) throw new Error('the signature does not fit');
  });

  await report.passes('K-1: a rotation is asked for, and its phases are said in words', async () => {
    await page.getByRole('button', { name: 'Rotate keys' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate keys' }).click();
    await page.getByText('New keys are published.').waitFor();
    await page.getByText(/^Published; signs in /).first().waitFor();
    await page.getByText(/^Signs new tokens; leaves the JWKS in /).first().waitFor();
  });
  const during = await token();
  const jwks = await (await fetch(`${server.url}/${pool}/.well-known/jwks.json`)).json();
  const keyOf = (jwt) => createPublicKey({ key: jwks.keys.find((each) => each.kid === headerOf(jwt).kid), format: 'jwk' });
  report.holds('K-1: both keys of each use are in the JWKS during the rotation', jwks.keys.length === 4, JSON.stringify(jwks));
  report.holds('K-1: a token from before verifies during the rotation', verifies(before, keyOf(before)));
  report.holds('K-1: a token from during the rotation verifies', verifies(during, keyOf(during)));

  const texts = await Promise.all(
    answers.filter((each) => /\/$|jwks/.test(new URL(each.url()).pathname)).map((each) => each.text().catch(() => '')),
  );
  report.holds('K-3: no answer has a private key', texts.length > 0 && texts.every((each) => !/PRIVATE|"d"|"p"|"q"|"dp"|"qi"/.test(each)));
  report.equal('no complaint of the browser (G-2)', window.complaints(), []);
  await window.close();
}

async function machineTokens(client, server, pool) {
  const prefix = `keys-${pool.split('_')[1].toLowerCase()}`;
  await client.send(new CreateUserPoolDomainCommand({ UserPoolId: pool, Domain: prefix }));
  await client.send(
    new CreateResourceServerCommand({ UserPoolId: pool, Identifier: 'api', Name: 'api', Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read' }] }),
  );
  const { UserPoolClient } = await client.send(
    new CreateUserPoolClientCommand({
      UserPoolId: pool,
      ClientName: 'machine',
      GenerateSecret: true,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: ['api/read'],
    }),
  );
  const basic = Buffer.from(`${UserPoolClient.ClientId}:${UserPoolClient.ClientSecret}`).toString('base64');
  return async () => {
    const response = await fetch(`${server.url}/domains/${prefix}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    });
    return (await response.json()).access_token;
  };
}

function headerOf(jwt) {
  return JSON.parse(Buffer.from(jwt.split('.')[0], 'base64url').toString());
}

function verifies(jwt, key) {
  const [header, payload, signature] = jwt.split('.');
  return verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'));
}
