import { describe, expect, it } from 'vitest';
import { adviceFor, hadToken, isComplete, machineItems, unusedClients, userItems, type Facts, type Looked } from './checklist';

const EMPTY: Facts = { pool: {}, servers: [], clients: [], hadToken: false };
const MACHINE = {
  ClientName: 'billing',
  ClientSecret: 's',
  AllowedOAuthFlows: ['client_credentials' as const],
  AllowedOAuthScopes: ['api/read'],
};

const done = (items: readonly { readonly id: string; readonly isDone: boolean }[]) =>
  items.filter(({ isDone }) => isDone).map(({ id }) => id);

describe('the set-up checklist (ui 8.14)', () => {
  it('has everything to do in an empty pool', () => {
    expect(done(machineItems(EMPTY))).toEqual([]);
    expect(done(userItems(EMPTY))).toEqual([]);
    expect(isComplete(machineItems(EMPTY))).toBe(false);
  });

  it('is complete with domain, scopes, a confidential client that has some, and a token', () => {
    const items = machineItems({
      pool: { Domain: 'orders-1' },
      servers: [{ Identifier: 'api', Scopes: [{ ScopeName: 'read', ScopeDescription: 'read' }] }],
      clients: [MACHINE],
      hadToken: true,
    });
    expect(isComplete(items)).toBe(true);
  });

  it('does not take a custom domain for none', () => {
    expect(done(machineItems({ ...EMPTY, pool: { CustomDomain: 'auth.example.com' } }))).toEqual(['domain']);
  });

  it('wants scopes of the server and of the client', () => {
    const items = machineItems({
      ...EMPTY,
      servers: [{ Identifier: 'api' }],
      clients: [{ ...MACHINE, AllowedOAuthScopes: ['openid'] }],
    });
    expect(done(items)).toEqual([]);
  });

  it('has had a token when the server counted one of a machine', () => {
    const counted = { Tokens: {}, SignIns: { Succeeded: 0, Failed: 0 }, Errors: {}, LastTokenDate: 1 };
    const machine = { ...MACHINE, ClientId: 'machine' };
    const web = { ClientId: 'web', CallbackURLs: ['https://example.com/'] };
    const usage = (ClientId: string) => new Map([[ClientId, { ...counted, ClientId }]]);
    expect(hadToken([machine, web], usage('machine'))).toBe(true);
    expect(hadToken([machine, web], usage('web'))).toBe(false);
    expect(hadToken([machine, web], new Map())).toBe(false);
  });

  it('does not count a machine as a client for users', () => {
    expect(done(userItems({ ...EMPTY, clients: [MACHINE] }))).toEqual([]);
    const web = { ClientName: 'web', CallbackURLs: ['https://example.com/'] };
    expect(done(userItems({ ...EMPTY, clients: [web], pool: { EstimatedNumberOfUsers: 3 } }))).toEqual([
      'userClient',
      'callback',
      'user',
    ]);
  });
});

describe('recommendations (ui 8.14)', () => {
  const NOW = new Date('2026-11-27T00:00:00Z');
  const kinds = (looked: Partial<Looked>) =>
    adviceFor({ pool: { MfaConfiguration: 'OPTIONAL' }, clients: [], secretsSince: {}, ...looked }, NOW).map(
      ({ kind, client }) => `${kind} ${client?.ClientName ?? ''}`.trim(),
    );
  const WEB = { ClientName: 'web', AllowedOAuthFlows: ['implicit' as const], CallbackURLs: ['http://localhost:3000/'] };

  it('name the implicit grant, callbacks on plain HTTP and machines without scopes', () => {
    const batch = { ...MACHINE, ClientName: 'batch', AllowedOAuthScopes: [] };
    expect(kinds({ clients: [batch, WEB, MACHINE] })).toEqual(['no-scopes batch', 'implicit web', 'http web']);
  });

  it('name a secret that is older than a year', () => {
    const clients = [{ ...MACHINE, ClientId: 'old' }, { ...MACHINE, ClientName: 'new', ClientId: 'new' }];
    const secretsSince = { old: new Date('2025-11-26T23:59:59Z'), new: new Date('2025-11-27T00:00:00Z') };
    expect(kinds({ clients, secretsSince })).toEqual(['old-secret billing']);
  });

  it('name missing multi-factor authentication where users sign in', () => {
    const web = { ClientName: 'web' };
    expect(kinds({ pool: {}, clients: [web] })).toEqual(['no-mfa']);
    expect(kinds({ pool: { MfaConfiguration: 'OFF' }, clients: [web] })).toEqual(['no-mfa']);
    expect(kinds({ pool: { MfaConfiguration: 'ON' }, clients: [web] })).toEqual([]);
    expect(kinds({ pool: { MfaConfiguration: 'OFF' }, clients: [MACHINE] })).toEqual([]);
  });

  it('name app clients without a token for 90 days, and none that never had one', () => {
    const day = 86_400;
    const usage = (ClientId: string, LastTokenDate?: number) =>
      [ClientId, { ClientId, Tokens: {}, SignIns: { Succeeded: 0, Failed: 0 }, Errors: {}, ...(LastTokenDate === undefined ? {} : { LastTokenDate }) }] as const;
    const clients = ['old', 'used', 'never', 'unknown'].map((ClientId) => ({ ClientId }));
    const known = new Map([usage('old', 9 * day), usage('used', 10 * day), usage('never')]);
    expect(unusedClients(clients, known, 100 * day)).toEqual([{ kind: 'unused', client: { ClientId: 'old' } }]);
  });
});
