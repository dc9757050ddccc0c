import { describe, expect, test } from 'vitest';
import { attributeChanges, shownAttributes } from './attributes';

const schema = [
  { Name: 'sub', Mutable: false, Required: true, AttributeDataType: 'String' as const },
  { Name: 'name', Mutable: true, Required: false, AttributeDataType: 'String' as const },
  { Name: 'email', Mutable: true, Required: true, AttributeDataType: 'String' as const },
  { Name: 'email_verified', Mutable: true, Required: false, AttributeDataType: 'Boolean' as const },
  { Name: 'custom:tenant', Mutable: false, Required: false, AttributeDataType: 'String' as const },
];
const shown = shownAttributes(schema, [
  { Name: 'sub', Value: 's' },
  { Name: 'email', Value: 'ada@example.com' },
  { Name: 'custom:tenant', Value: 't1' },
  { Name: 'identities', Value: '[]' },
]);

describe('the attributes of a user', () => {
  test('those with a value come first; immutable ones and the own ones of the server are locked', () => {
    expect(shown.map(({ name, isEditable }) => [name, isEditable])).toEqual([
      ['sub', false],
      ['email', true],
      ['custom:tenant', false],
      ['identities', false],
      ['name', true],
      ['email_verified', true],
    ]);
  });

  test('only what changed is sent, and what was emptied is removed', () => {
    expect(attributeChanges(shown, { email: '', name: 'Ada', email_verified: '', 'custom:tenant': 't2' })).toEqual({
      set: [{ Name: 'name', Value: 'Ada' }],
      removed: ['email'],
    });
    expect(attributeChanges(shown, { email: 'ada@example.com' })).toEqual({ set: [], removed: [] });
  });
});
