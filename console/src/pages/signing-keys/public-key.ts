import { exportSPKI, importJWK, type JWK } from 'jose';

/** Whether the browser can convert keys: on plain HTTP it can on localhost alone (ui 4.6). */
export const canConvert = () => globalThis.crypto.subtle !== undefined;

/** A public key of the JWKS as PEM, for libraries that want one (F1-2). */
export async function pemOf(jwk: JWK): Promise<string> {
  const key = await importJWK(jwk, jwk.alg ?? 'RS256', { extractable: true });
  if (key instanceof Uint8Array) throw new Error('not a public key');
  return exportSPKI(key);
}

/** The members of a key that are public, whatever a server answers (K-3). */
export function publicPart(jwk: JWK): JWK {
  const { kty, kid, use, alg, n, e, crv, x, y } = jwk;
  return Object.fromEntries(
    Object.entries({ kty, kid, use, alg, n, e, crv, x, y }).filter(([, value]) => value !== undefined),
  ) as JWK;
}
