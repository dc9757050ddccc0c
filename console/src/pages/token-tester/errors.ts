/** Why a token request was refused, and what to do about it (ui 9.1). */

/** What the page knows of the request and the client. */
export interface Facts {
  readonly isKnownClient: boolean;
  readonly hasDomain: boolean;
  readonly isConfidential: boolean;
  readonly isSecretSent: boolean;
  /** Undefined where the page cannot know it. */
  readonly isSecretRight?: boolean | undefined;
  readonly allowsMachines: boolean;
  /** The client's custom scopes. */
  readonly attached: readonly string[];
  readonly requested: readonly string[];
  /** Those that resource servers define now. */
  readonly defined: readonly string[];
  readonly grantType: string;
}

export type FixPage = 'app-client' | 'login-pages' | 'resource-servers' | 'domain' | 'create-client' | 'users';

export interface Cause {
  readonly why: string;
  readonly fix: string;
  readonly page?: FixPage;
  /** Whether the page knows it, or only that it may be so. */
  readonly isCertain: boolean;
}

interface Rule extends Omit<Cause, 'isCertain'> {
  /** True: it is so; false: it is not; undefined: nobody knows. */
  readonly applies: (facts: Facts) => boolean | undefined;
}

const STANDARD = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'];
const unattached = ({ requested, attached }: Facts) => requested.filter((scope) => !attached.includes(scope));

/** The table; within an error the surest and commonest first. */
export const ERRORS: Readonly<Record<string, readonly Rule[]>> = {
  invalid_client: [
    {
      why: 'The client ID is unknown.',
      fix: 'Copy it from the app client: an ID has no spaces and belongs to one user pool of one region.',
      applies: ({ isKnownClient }) => !isKnownClient,
    },
    {
      why: 'The user pool of this app client has no domain, so that the token endpoint does not know it.',
      fix: 'Create a domain.',
      page: 'domain',
      applies: ({ hasDomain }) => !hasDomain,
    },
    {
      why: 'The client secret is missing.',
      fix: 'Send it in the Basic header or in the body as client_secret.',
      applies: ({ isConfidential, isSecretSent }) => isConfidential && !isSecretSent,
    },
    {
      why: 'The app client has no secret, but one was sent.',
      fix: 'Leave it out. For client credentials create a confidential client.',
      page: 'create-client',
      applies: ({ isConfidential, isSecretSent }) => !isConfidential && isSecretSent,
    },
    {
      why: 'Wrong secret.',
      fix: 'Copy the secret from the app client. It may have been rotated.',
      page: 'app-client',
      applies: ({ isConfidential, isSecretSent, isSecretRight }) =>
        isConfidential && isSecretSent && (isSecretRight === undefined ? undefined : !isSecretRight),
    },
  ],
  unauthorized_client: [
    {
      why: 'The grant is not enabled for this app client.',
      fix: 'Enable it under OAuth 2.0 grant types.',
      page: 'login-pages',
      applies: ({ allowsMachines }) => !allowsMachines,
    },
    {
      why: 'The redirect URI is not the one of the authorize request.',
      fix: 'Send the same one, to the last slash.',
      applies: ({ grantType }) => (grantType === 'authorization_code' ? undefined : false),
    },
  ],
  invalid_scope: [
    {
      why: 'This app client has no custom scopes at all.',
      fix: 'Attach one.',
      page: 'login-pages',
      applies: ({ attached }) => attached.length === 0,
    },
    {
      why: 'No resource server of this user pool defines a custom scope.',
      fix: 'Create a resource server with scopes.',
      page: 'resource-servers',
      applies: ({ defined }) => defined.length === 0,
    },
    {
      why: 'openid and the other OpenID Connect scopes are for users; client credentials has none.',
      fix: 'Ask for custom scopes only.',
      applies: ({ requested }) => requested.some((scope) => STANDARD.includes(scope)),
    },
    {
      why: 'A requested scope is not attached to this app client.',
      fix: 'Attach it, or leave it out of the request.',
      page: 'login-pages',
      applies: (facts) => unattached(facts).some((scope) => facts.defined.includes(scope)),
    },
    {
      why: 'A requested scope is defined by no resource server. Scopes are spelled identifier/name.',
      fix: 'Compare the spelling.',
      page: 'resource-servers',
      applies: (facts) =>
        unattached(facts).some((scope) => !facts.defined.includes(scope) && !STANDARD.includes(scope)),
    },
    {
      why: 'The scopes of this app client are not defined any more: their resource server was changed or deleted.',
      fix: 'Define them again, or attach others.',
      page: 'resource-servers',
      applies: ({ attached, defined }) => attached.length > 0 && attached.every((scope) => !defined.includes(scope)),
    },
    {
      why: 'User name and password in a client credentials request are ignored: the grant is for machines.',
      fix: 'For a user’s token use InitiateAuth.',
      applies: ({ grantType }) => (grantType === 'client_credentials' ? undefined : false),
    },
  ],
  invalid_grant: [
    {
      why: 'Client credentials is not enabled for this app client. (RFC 6749 would say unauthorized_client; Amazon Cognito says invalid_grant.)',
      fix: 'Choose Client credentials under OAuth 2.0 grant types.',
      page: 'login-pages',
      applies: ({ allowsMachines, grantType }) => grantType === 'client_credentials' && !allowsMachines,
    },
    {
      why: 'The app client has no secret: a public client gets no token of its own.',
      fix: 'Create a confidential client.',
      page: 'create-client',
      applies: ({ isConfidential, grantType }) => grantType === 'client_credentials' && !isConfidential,
    },
    {
      why: 'The code or the refresh token was used, has expired, was revoked, or belongs to another app client.',
      fix: 'Start the sign-in again.',
      applies: ({ grantType }) => (grantType === 'client_credentials' ? false : undefined),
    },
  ],
  unsupported_grant_type: [
    {
      why: 'There is no password grant at the token endpoint, as in Amazon Cognito.',
      fix: 'Sign a user in with InitiateAuth (USER_PASSWORD_AUTH or USER_SRP_AUTH).',
      applies: ({ grantType }) => grantType === 'password',
    },
    {
      why: 'The grant_type is not one that this server offers.',
      fix: 'Use client_credentials.',
      applies: ({ grantType }) => grantType !== 'password',
    },
  ],
  invalid_request: [
    {
      why: 'A parameter is missing, or was sent twice.',
      fix: 'Send grant_type once, as application/x-www-form-urlencoded.',
      applies: () => undefined,
    },
    {
      why: 'aws_client_metadata is not a JSON object of strings.',
      fix: 'Write it as {"name":"value"}.',
      applies: () => undefined,
    },
  ],
  temporarily_unavailable: [
    {
      why: 'The server cannot reach its database and may not issue tokens from memory any longer.',
      fix: 'Try again; look at the server’s health.',
      applies: () => true,
    },
  ],
  // Of the API: what users get tokens from.
  NotAuthorizedException: [
    {
      why: 'Wrong secret: the API compares its hash.',
      fix: 'Copy the secret from the app client. It may have been rotated.',
      page: 'app-client',
      applies: ({ isConfidential, isSecretSent, isSecretRight }) => isConfidential && (!isSecretSent || isSecretRight === false),
    },
    {
      why: 'The user name or the password is wrong, or the user is disabled. The API does not say which.',
      fix: 'Look at the user; set a password.',
      page: 'users',
      applies: ({ grantType }) => (grantType === 'password' ? undefined : false),
    },
    {
      why: 'The refresh token has expired, was revoked or replaced, or belongs to another app client.',
      fix: 'Sign in again.',
      applies: ({ grantType }) => (grantType === 'refresh_token' ? undefined : false),
    },
  ],
  UserNotFoundException: [
    { why: 'There is no user of that name.', fix: 'Compare the spelling; case counts in user names.', page: 'users', applies: () => true },
  ],
  UserNotConfirmedException: [
    {
      why: 'The user has signed up and not confirmed yet.',
      fix: 'Enter the code of the message, or confirm the account.',
      page: 'users',
      applies: () => true,
    },
  ],
  PasswordResetRequiredException: [
    {
      why: 'An administrator has reset the password.',
      fix: 'The user chooses another one with the code of the message.',
      page: 'users',
      applies: () => true,
    },
  ],
  'challenge NEW_PASSWORD_REQUIRED': [
    {
      why: 'The password is a temporary one: the user has to choose another before he gets tokens.',
      fix: 'Sign in with an application, or set a permanent password.',
      page: 'users',
      applies: () => true,
    },
  ],
  'status 404': [
    {
      why: 'The server has no domain of that name.',
      fix: 'Compare the domain in the address.',
      page: 'domain',
      applies: () => true,
    },
  ],
  'status 405': [
    {
      why: 'The method is not POST, or the content type is not application/x-www-form-urlencoded.',
      fix: 'Send a form by POST. A browser’s address line sends GET.',
      applies: () => true,
    },
  ],
  'status 429': [
    {
      why: 'Too many requests, or too many wrong secrets, from here.',
      fix: 'Wait as long as the Retry-After field of the answer says. Keep tokens until they expire.',
      applies: () => true,
    },
  ],
};

/** The causes of a refusal: those that the page knows, else those that may be. */
export function explainError(error: string, facts: Facts): Cause[] {
  const found = (ERRORS[error] ?? []).flatMap(({ applies, ...cause }): Cause[] => {
    const is = applies(facts);
    return is === false ? [] : [{ ...cause, isCertain: is === true }];
  });
  const certain = found.filter(({ isCertain }) => isCertain);
  return certain.length > 0 ? certain : found;
}
