import { expect, test } from 'vitest';
import type { SigningKey } from '../../api/operations';
import { phaseOf, span } from './phase';

const key: SigningKey = {
  Kid: 'k',
  Use: 'ACCESS',
  Algorithm: 'RS256',
  Status: 'NEXT',
  CreateDate: 0,
  ActivationDate: 7200,
};

test.each([
  [{}, 'Published; signs in 2 hours.'],
  [{ Status: 'SIGNING' as const }, 'Signs new tokens.'],
  [{ Status: 'SIGNING' as const, RetirementDate: 90000 }, 'Signs new tokens; leaves the JWKS in 1 day.'],
  [{ Status: 'PUBLISHED' as const }, 'Signs no more; verifies the tokens that it signed.'],
  [
    { Status: 'PUBLISHED' as const, RetirementDate: 59 },
    'Signs no more; verifies the tokens that it signed, and leaves the JWKS in less than a minute.',
  ],
])('the phase of a key (ui 8.13): %o', (change, words) => {
  expect(phaseOf({ ...key, ...change }, 0)).toBe(words);
});

test.each([
  [-5, 'less than a minute'],
  [60, '1 minute'],
  [3540, '59 minutes'],
  [5400, '2 hours'],
  [86400, '1 day'],
  [950400, '11 days'],
])('%d seconds are %s', (seconds, words) => {
  expect(span(seconds)).toBe(words);
});
