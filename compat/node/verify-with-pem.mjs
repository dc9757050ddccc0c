// node verify-with-pem.mjs KEYS-URL TOKEN: the way of tutorial 001. Picks the key that the token's header names, turns it
// into PEM with jwk-to-pem, checks the signature with jsonwebtoken, prints the PEM. A refusal ends it with the library's error.
import jwt from 'jsonwebtoken';
import jwkToPem from 'jwk-to-pem';

const [keysUrl, token] = process.argv.slice(2);
const { keys } = await (await fetch(keysUrl)).json();
const { kid } = jwt.decode(token, { complete: true }).header;
const jwk = keys.find((key) => key.kid === kid);
if (!jwk) throw new Error(`no key ${kid} in ${keysUrl}`);
const pem = jwkToPem(jwk);
jwt.verify(token, pem, { algorithms: ['RS256'] });
console.log(pem);
