import type { SchemaAttributeType, UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';

export interface Permission {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isRead: boolean;
  readonly isWritten: boolean;
  /** Whether the choice of writing is the user's: not where it is always or never. */
  readonly canChooseWriting: boolean;
}

/** Attributes that the server alone sets (AC-31). */
const NEVER_WRITTEN = ['sub', 'email_verified', 'phone_number_verified'];

/** What a client may read and write; all of it where nothing was set (AC-40). */
export function permissionsOf(schema: readonly SchemaAttributeType[], client: UserPoolClientType): Permission[] {
  const { ReadAttributes, WriteAttributes } = client;
  return schema
    .map(({ Name: name = '', Required: isRequired = false }): Permission => {
      const isNever = NEVER_WRITTEN.includes(name);
      return {
        name,
        isRequired,
        isRead: ReadAttributes?.includes(name) ?? true,
        isWritten: !isNever && (WriteAttributes?.includes(name) ?? true),
        canChooseWriting: !isNever && !isRequired,
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What is saved: both lists, because leaving one out means all of them. */
export function permissionLists(permissions: readonly Permission[]) {
  return {
    ReadAttributes: permissions.filter(({ isRead }) => isRead).map(({ name }) => name),
    WriteAttributes: permissions
      .filter(({ isWritten, isRequired, canChooseWriting }) => isWritten || (isRequired && !canChooseWriting))
      .map(({ name }) => name)
      .filter((name) => !NEVER_WRITTEN.includes(name)),
  };
}
