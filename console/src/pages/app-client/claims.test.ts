import { describe, expect, it } from 'vitest';
import { claimFaults, claimsOf, toClaims, type Claim } from './claims';

describe('claims of a machine', () => {
  it('come back as they were', () => {
    const claims = { tenant: 'acme', level: 3, trusted: true, areas: ['north', 'south'] };
    expect(toClaims(claimsOf(claims))).toEqual(claims);
  });

  it('are refused without a name, twice, or with a number that is none', () => {
    const claim = (name: string, type: Claim['type'], value: string): Claim => ({ name, type, value });
    const faults = claimFaults([
      claim('', 'text', 'x'),
      claim('a', 'number', '1.5'),
      claim('a', 'number', '99999999999999999999'),
      claim('b', 'list', 'x\n'.repeat(51)),
      claim('c', 'yes-no', 'false'),
    ]);
    expect(faults[0]?.name).toContain('needs a name');
    expect(faults[1]?.value).toContain('whole number');
    expect(faults[2]).toEqual({ name: 'Each claim may be there once.', value: 'Enter a whole number.' });
    expect(faults[3]?.value).toContain('50');
    expect(faults[4]).toEqual({ name: undefined, value: undefined });
  });
});
