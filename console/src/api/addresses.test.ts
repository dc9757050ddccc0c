import { describe, expect, it } from 'vitest';
import { hostOf, isHostResolvable, isPublicOrigin, issuerOf, tokenEndpointByHost, tokenEndpointByPath } from './addresses';
import type { ServerInfo } from './operations';

const DEV: ServerInfo = {
  Mode: 'dev',
  PublicUrl: 'http://localhost:9229',
  DomainSuffix: 'localhost',
  Issuer: 'public-url',
  Regions: ['us-east-1'],
  AccountId: '000000000000',
  Database: 'SQLite',
  Inbox: true,
};
const STRICT: ServerInfo = { ...DEV, Mode: 'strict', PublicUrl: 'https://id.example.com', DomainSuffix: 'id.example.com' };
const POOL = 'eu-west-1_AbCdEfGhI';

describe('addresses (design 3)', () => {
  it('of the token endpoint are by path and by host', () => {
    expect(tokenEndpointByPath(DEV, 'orders')).toBe('http://localhost:9229/domains/orders/oauth2/token');
    expect(tokenEndpointByHost(DEV, POOL, 'orders')).toBe('http://orders.auth.eu-west-1.localhost:9229/oauth2/token');
    expect(tokenEndpointByHost(STRICT, POOL, 'auth.shop.example')).toBe('https://auth.shop.example/oauth2/token');
    expect(hostOf(STRICT, POOL, 'orders')).toBe('orders.auth.eu-west-1.id.example.com');
  });

  it('below localhost do not resolve everywhere (ui 14.2)', () => {
    expect(isHostResolvable(DEV, 'orders')).toBe(false);
    expect(isHostResolvable(STRICT, 'orders')).toBe(true);
    expect(isHostResolvable(DEV, 'auth.shop.example')).toBe(true);
  });

  it('of the issuer are this server’s or AWS’s (WK-08)', () => {
    expect(issuerOf(DEV, POOL)).toBe(`http://localhost:9229/${POOL}`);
    expect(issuerOf({ ...DEV, Issuer: 'aws' }, POOL)).toBe(`https://cognito-idp.eu-west-1.amazonaws.com/${POOL}`);
  });
});

describe('whether a page may ask the public listener', () => {
  it('is so at one origin, and in dev mode under any name of the listener', () => {
    expect(isPublicOrigin(DEV, 'http://localhost:9229/console/')).toBe(true);
    expect(isPublicOrigin(DEV, 'http://127.0.0.1:9229/console/')).toBe(true);
    expect(isPublicOrigin(STRICT, 'https://id.example.com/console/')).toBe(true);
  });

  it('is not so where the console has a listener of its own', () => {
    expect(isPublicOrigin(STRICT, 'http://127.0.0.1:9230/console/')).toBe(false);
    expect(isPublicOrigin(DEV, 'http://localhost:9230/console/')).toBe(false);
  });
});
