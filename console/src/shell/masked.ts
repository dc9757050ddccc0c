/** Members whose values are secrets, in requests and answers of both APIs. */
const SECRET =
  /^(ClientSecret|Secret|ClientSecretValue|SecretAccessKey|SessionToken|Password|TemporaryPassword|OldPassword|NewPassword|ProposedPassword|PreviousPassword|AccessToken|IdToken|RefreshToken|Session|Code|ConfirmationCode|UserCode|SecretCode|SecretHash|TotpSecret|TotpUri|SetUpLink|Body|PASSWORD|NEW_PASSWORD|SECRET_HASH|REFRESH_TOKEN)$/;

/** The same with secrets as dots, until they are asked to be shown (ui 5.5, UI-08). */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      typeof each === 'string' && SECRET.test(name) ? '••••••••' : masked(each),
    ]),
  );
}
