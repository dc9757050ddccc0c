import type { AttributeDataType, SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider';

export interface AttributeDraft {
  readonly name: string;
  readonly type: AttributeDataType;
  readonly min: string;
  readonly max: string;
  readonly mutable: boolean;
  readonly isConfirmed: boolean;
}

export const TYPES: readonly AttributeDataType[] = ['String', 'Number', 'DateTime', 'Boolean'];

export const hasLimits = (type: AttributeDataType) => type === 'String' || type === 'Number';

/** `custom:tenant`, also of one that only administrators write: `dev:custom:tenant`. */
export function isCustom({ Name = '' }: SchemaAttributeType): boolean {
  return /^(dev:)?custom:/.test(Name);
}

/** Lengths are 0 or more, values may be negative. */
export function isLimit(type: AttributeDataType, value: string): boolean {
  return value === '' || (type === 'String' ? /^\d{1,4}$/ : /^-?\d{1,15}$/).test(value);
}

/** The attribute as AddCustomAttributes takes it: without the prefix, limits only where they were given. */
export function schemaOf({ name, type, min, max, mutable }: AttributeDraft): SchemaAttributeType {
  const given = <K extends string>(key: K, value: string) =>
    (value === '' ? {} : { [key]: value }) as Partial<Record<K, string>>;
  return {
    Name: name,
    AttributeDataType: type,
    Mutable: mutable,
    ...(type === 'String' ? { StringAttributeConstraints: { ...given('MinLength', min), ...given('MaxLength', max) } } : {}),
    ...(type === 'Number' ? { NumberAttributeConstraints: { ...given('MinValue', min), ...given('MaxValue', max) } } : {}),
  };
}
