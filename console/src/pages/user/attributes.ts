import type { AttributeType, SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';

/** What the server sets itself. */
const OWN = new Set(['sub', 'identities']);

export interface ShownAttribute {
  readonly name: string;
  readonly value: string;
  readonly isEditable: boolean;
  readonly isRequired: boolean;
  readonly isYesOrNo: boolean;
}

/**
 * All attributes of the pool with the user's values: first those that he has, then the others, each in the pool's
 * order. An immutable one can be given a value once, at creation (UP-11), so it is locked here.
 */
export function shownAttributes(
  schema: readonly SchemaAttributeType[],
  attributes: readonly AttributeType[],
): ShownAttribute[] {
  const values = new Map(attributes.map(({ Name = '', Value = '' }) => [Name, Value]));
  const known = schema.map(({ Name = '', Mutable, Required, AttributeDataType }) => ({
    name: Name,
    value: values.get(Name) ?? '',
    isEditable: Mutable === true && !OWN.has(Name),
    isRequired: Required === true,
    isYesOrNo: AttributeDataType === 'Boolean',
  }));
  const names = new Set(known.map(({ name }) => name));
  const others = [...values]
    .filter(([name]) => !names.has(name))
    .map(([name, value]) => ({ name, value, isEditable: false, isRequired: false, isYesOrNo: false }));
  const all = [...known, ...others];
  return [...all.filter(({ value }) => value !== ''), ...all.filter(({ value }) => value === '')];
}

export interface AttributeChanges {
  readonly set: readonly AttributeType[];
  readonly removed: readonly string[];
}

/** What of the input differs from what the user has. */
export function attributeChanges(
  shown: readonly ShownAttribute[],
  input: Readonly<Record<string, string>>,
): AttributeChanges {
  const changed = shown.filter(({ name, value, isEditable }) => isEditable && (input[name] ?? value) !== value);
  return {
    set: changed
      .filter(({ name }) => input[name] !== '')
      .map(({ name }) => ({ Name: name, Value: input[name] ?? '' })),
    removed: changed.filter(({ name }) => input[name] === '').map(({ name }) => name),
  };
}
