import { expect, test } from 'vitest';
import { isCustom, isLimit, schemaOf } from './attribute';

const draft = { name: 'tenant', type: 'String' as const, min: '1', max: '', mutable: false, isConfirmed: true };

test('a custom attribute is sent without its prefix, and with the limits that were given (UP-12)', () => {
  expect(schemaOf(draft)).toEqual({
    Name: 'tenant',
    AttributeDataType: 'String',
    Mutable: false,
    StringAttributeConstraints: { MinLength: '1' },
  });
  expect(schemaOf({ ...draft, type: 'Number', min: '-5', max: '5', mutable: true })).toEqual({
    Name: 'tenant',
    AttributeDataType: 'Number',
    Mutable: true,
    NumberAttributeConstraints: { MinValue: '-5', MaxValue: '5' },
  });
  expect(schemaOf({ ...draft, type: 'Boolean' })).toEqual({ Name: 'tenant', AttributeDataType: 'Boolean', Mutable: false });
});

test.each([
  ['String', '', true],
  ['String', '2048', true],
  ['String', '-1', false],
  ['Number', '-1', true],
  ['Number', '1.5', false],
] as const)('%s may be limited by "%s": %s', (type, value, may) => {
  expect(isLimit(type, value)).toBe(may);
});

test('custom attributes are told by their prefix', () => {
  expect(isCustom({ Name: 'custom:tenant' })).toBe(true);
  expect(isCustom({ Name: 'dev:custom:tenant' })).toBe(true);
  expect(isCustom({ Name: 'email' })).toBe(false);
});
