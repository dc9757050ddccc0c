import { describe, expect, it } from 'vitest';
import { fill, postmanCollection, type SnippetValues } from './fill';
import { GUIDES } from './guides';

const VALUES: SnippetValues = {
  tokenEndpoint: 'http://localhost:9229/domains/orders-1/oauth2/token',
  clientId: 'c1',
  scopes: ['api/read', 'api/write'],
  issuer: 'http://localhost:9229/us-east-1_1',
  jwksUrl: 'http://localhost:9229/us-east-1_1/.well-known/jwks.json',
  discoveryUrl: 'http://localhost:9229/us-east-1_1/.well-known/openid-configuration',
};

const files = GUIDES.flatMap(({ id, quoting, request, verify }) => [
  ...(request === undefined ? [] : [{ name: `${id} request`, quoting, code: request }]),
  { name: `${id} verify`, quoting, code: verify },
]);

describe('snippets (ui 8.4)', () => {
  it.each(files)('$name has no placeholder left, and no secret', ({ code, quoting }) => {
    const filled = fill(code, VALUES, quoting);
    expect(filled).not.toMatch(/\{\{[A-Z_]+\}\}/);
    expect(filled).not.toBe(code);
  });

  it.each(files.filter(({ name }) => name.endsWith('request')))('$name takes the secret from the environment', ({ code, quoting }) => {
    const filled = fill(code, VALUES, quoting);
    expect(filled).toContain('CLIENT_SECRET');
    expect(filled).toContain(VALUES.tokenEndpoint);
    expect(filled).toContain('api/read api/write');
  });

  it('keep a quote in a scope from ending a text', () => {
    const odd = { ...VALUES, scopes: ["api/it's"] };
    expect(fill("'scope={{SCOPES}}'", odd, 'shell')).toBe(`'scope=api/it'\\''s'`);
    expect(fill('"{{SCOPES}}"', odd, 'double')).toBe(`"api/it's"`);
  });
});

describe('the Postman collection (F4-2)', () => {
  it('has everything but the secret', () => {
    const collection = JSON.parse(postmanCollection('orders', VALUES)) as {
      variable: { key: string; value: string }[];
      item: { request: { method: string; url: string } }[];
    };
    const variables = Object.fromEntries(collection.variable.map(({ key, value }) => [key, value]));
    expect(variables).toEqual({
      token_endpoint: VALUES.tokenEndpoint,
      client_id: 'c1',
      client_secret: '',
      scope: 'api/read api/write',
    });
    expect(collection.item[0]?.request).toMatchObject({ method: 'POST', url: '{{token_endpoint}}' });
  });
});
