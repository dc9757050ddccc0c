import type { ServerInfo } from './operations';
import { regionOfPool } from './region';

/** Where a pool's documents and its domains' endpoints are (design 3). */

export function jwksAddress(info: ServerInfo, poolId: string): string {
  return `${info.PublicUrl}/${poolId}/.well-known/jwks.json`;
}

export function discoveryAddress(info: ServerInfo, poolId: string): string {
  return `${info.PublicUrl}/${poolId}/.well-known/openid-configuration`;
}

/** Who a pool's tokens say has issued them (WK-08). */
export function issuerOf(info: ServerInfo, poolId: string): string {
  return info.Issuer === 'aws'
    ? `https://cognito-idp.${regionOfPool(poolId)}.amazonaws.com/${poolId}`
    : `${info.PublicUrl}/${poolId}`;
}

/** By path: for everybody who reaches the public address (ui 14.2). */
export function tokenEndpointByPath(info: ServerInfo, domain: string): string {
  return `${info.PublicUrl}/domains/${domain}/oauth2/token`;
}

/** By the domain's own host: `{prefix}.auth.{region}.{suffix}`, or a custom one. */
export function tokenEndpointByHost(info: ServerInfo, poolId: string, domain: string): string {
  const { protocol, port } = new URL(info.PublicUrl);
  return `${protocol}//${hostOf(info, poolId, domain)}${port === '' ? '' : `:${port}`}/oauth2/token`;
}

export function hostOf(info: ServerInfo, poolId: string, domain: string): string {
  return domain.includes('.') ? domain : `${domain}.auth.${regionOfPool(poolId)}.${info.DomainSuffix}`;
}

/**
 * Names below `localhost` resolve in browsers and curl, not in Java, Python or Node (ui 14.2).
 */
export function isHostResolvable(info: ServerInfo, domain: string): boolean {
  return domain.includes('.') || info.DomainSuffix !== 'localhost';
}

/** Where the client alone names the pool, which must have a domain. */
export function plainTokenEndpoint(info: ServerInfo): string {
  return `${info.PublicUrl}/oauth2/token`;
}

/**
 * Whether this page and the public listener have one origin. A page may ask its own origin alone (the policy
 * `connect-src 'self'`), so that tokens and key sets cannot be asked for from a management listener of its own.
 */
export function isPublicOrigin(info: ServerInfo, here = window.location.href): boolean {
  const own = new URL(here);
  const publicUrl = new URL(info.PublicUrl);
  // In dev mode one listener has everything (design D19), under whatever name it was opened: localhost or 127.0.0.1.
  return publicUrl.origin === own.origin || (info.Mode === 'dev' && publicUrl.port === own.port);
}
