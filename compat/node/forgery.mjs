// What an attacker would make of a good token. Each function takes the token and gives one that every client must refuse.
import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';

const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const decode = (segment) => JSON.parse(Buffer.from(segment, 'base64url').toString());
const parts = (token) => token.split('.');
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });

const signed = (header, payload, key = foreign.privateKey) => {
  const text = `${header}.${payload}`;
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
};

/** Another payload under the old signature (JW-04). */
export function tampered(token, changes = { scope: 'admin/everything' }) {
  const [header, payload, signature] = parts(token);
  return `${header}.${encode({ ...decode(payload), ...changes })}.${signature}`;
}

/** The last byte of the signature flipped (JW-04). */
export function brokenSignature(token) {
  const [header, payload, signature] = parts(token);
  const bytes = Buffer.from(signature, 'base64url');
  bytes[bytes.length - 1] ^= 1;
  return `${header}.${payload}.${bytes.toString('base64url')}`;
}

/** A forger's RSA key under our kid (JW-05). */
export function forged(token) {
  const [header, payload] = parts(token);
  return signed(header, payload);
}

/** A forger's key under a kid that no key set lists (JW-06). */
export function unknownKid(token) {
  const [header, payload] = parts(token);
  return signed(encode({ ...decode(header), kid: '../../dev/null' }), payload);
}

/** A forger's key that the header itself offers (JW-07). */
export function embeddedKey(token) {
  const [header, payload] = parts(token);
  const jwk = createPublicKey(foreign.privateKey).export({ format: 'jwk' });
  return signed(encode({ ...decode(header), jwk, jku: 'http://127.0.0.1:9/keys' }), payload);
}

/** No algorithm, no signature (JW-01). */
export function unsigned(token, alg = 'none') {
  const [header, payload] = parts(token);
  return `${encode({ ...decode(header), alg })}.${payload}.`;
}

/** HS256 keyed with the public key's PEM (JW-02). */
export function symmetric(token, jwk) {
  const [header, payload] = parts(token);
  const text = `${encode({ ...decode(header), alg: 'HS256' })}.${payload}`;
  const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
}

/** A header that asks for another algorithm than the key's (JW-03). */
export function otherAlgorithm(token, alg = 'RS384') {
  const [header, payload, signature] = parts(token);
  return `${encode({ ...decode(header), alg })}.${payload}.${signature}`;
}

/** An extension that nobody understands, declared critical (JW-08). */
export function criticalExtension(token) {
  const [header, payload] = parts(token);
  return signed(encode({ ...decode(header), crit: ['moon'], moon: 'full' }), payload);
}

/** Every forgery by name, for a client to refuse. `jwk` is the public key that signed the token. */
export function forgeries(token, jwk) {
  return {
    'JW-01 alg none': unsigned(token),
    'JW-01 alg nOnE': unsigned(token, 'nOnE'),
    'JW-02 HS256 with the public key': symmetric(token, jwk),
    'JW-03 another algorithm in the header': otherAlgorithm(token),
    'JW-04 altered payload': tampered(token),
    'JW-04 broken signature': brokenSignature(token),
    "JW-05 a forger's key under our kid": forged(token),
    'JW-06 an unknown kid': unknownKid(token),
    "JW-07 the forger's key in the header": embeddedKey(token),
    'JW-08 an unknown critical extension': criticalExtension(token),
  };
}
