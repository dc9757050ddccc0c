// npm install jose
import { createRemoteJWKSet, jwtVerify } from 'jose';

const keys = createRemoteJWKSet(new URL('{{JWKS_URL}}'));

/** The claims; throws where the token is not to be believed. */
export async function claims(token) {
  const { payload } = await jwtVerify(token, keys, { issuer: '{{ISSUER}}', algorithms: ['RS256'] });
  if (payload.token_use !== 'access' || !payload.scope.split(' ').includes("{{FIRST_SCOPE}}")) {
    throw new Error('not a token for this');
  }
  return payload;
}

if (process.argv[2] !== undefined) console.log(await claims(process.argv[2]));
