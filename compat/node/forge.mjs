// node forge.mjs TOKEN: the same header and payload under the signature of a key that the server never saw.
import { forged } from './forgery.mjs';

console.log(forged(process.argv[2]));
