/** What the claims of access and ID tokens mean, and how they compare with Amazon Cognito's (ui 9.1, TC-M2M). */
export interface ClaimText {
  readonly meaning: string;
  readonly isTime?: boolean;
}

const TEXTS: Readonly<Record<string, ClaimText>> = {
  sub: { meaning: 'Whom the token is about. In a machine’s token it is the client ID, in a user’s his unchanging ID.' },
  token_use: { meaning: 'What the token is for: access (calls to APIs) or id (who the user is).' },
  scope: { meaning: 'What may be done with it. An API checks that the scope it needs is in this list.' },
  auth_time: { meaning: 'When the client or the user proved itself.', isTime: true },
  iss: { meaning: 'Who issued it: this user pool. An API accepts tokens of its own issuer only.' },
  exp: { meaning: 'When it expires. An API refuses it from then on.', isTime: true },
  iat: { meaning: 'When it was issued.', isTime: true },
  nbf: { meaning: 'Before this time it is not valid.', isTime: true },
  version: { meaning: 'Version of the token’s form: 2 for tokens of the OAuth 2.0 endpoints.' },
  jti: { meaning: 'A name of this one token; no two have the same.' },
  origin_jti: { meaning: 'The sign-in that it comes from; revoking the refresh token ends all with it.' },
  client_id: { meaning: 'The app client that asked for it.' },
  aud: { meaning: 'For whom it is: the app client of an ID token, or the audience set as a machine attribute.' },
  username: { meaning: 'The user’s name in the user pool.' },
  event_id: { meaning: 'The sign-in that it was issued at.' },
  device_key: { meaning: 'The remembered device that was used.' },
  'cognito:groups': { meaning: 'The user’s groups, in the order of their precedence.' },
  'cognito:username': { meaning: 'The user’s name in the user pool.' },
  'cognito:roles': { meaning: 'The IAM roles of the user’s groups.' },
  'cognito:preferred_role': { meaning: 'The IAM role of the group with the best precedence.' },
  email: { meaning: 'The user’s e-mail address.' },
  email_verified: { meaning: 'Whether the user proved that the address is his.' },
  phone_number: { meaning: 'The user’s phone number.' },
  phone_number_verified: { meaning: 'Whether the user proved that the number is his.' },
  at_hash: { meaning: 'Ties an ID token to the access token that came with it.' },
  nonce: { meaning: 'Repeats what the application sent, so that it knows its own sign-in.' },
};

/** Claims that a machine's token has in Amazon Cognito (TC-M2M). */
const OF_MACHINES = ['sub', 'token_use', 'scope', 'auth_time', 'iss', 'exp', 'iat', 'version', 'jti', 'client_id'];

export interface ExplainedClaim {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
  /** Where it is a time. */
  readonly at?: Date;
  readonly compared: string;
}

export function explainClaims(payload: Readonly<Record<string, unknown>>): ExplainedClaim[] {
  const isMachine = payload['sub'] !== undefined && payload['sub'] === payload['client_id'];
  return Object.entries(payload).map(([name, value]) => {
    const text = TEXTS[name];
    const at = text?.isTime === true && typeof value === 'number' ? new Date(value * 1000) : undefined;
    return {
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value),
      meaning: text?.meaning ?? 'A claim of its own: a machine attribute of the app client, or an attribute of the user.',
      ...(at === undefined ? {} : { at }),
      compared: compare(name, isMachine, text !== undefined),
    };
  });
}

function compare(name: string, isMachine: boolean, isKnown: boolean): string {
  if (!isMachine) return isKnown ? 'Same in Amazon Cognito' : 'Not among Amazon Cognito’s standard claims';
  if (name === 'iss') return 'Same claim; its host is this server’s';
  return OF_MACHINES.includes(name)
    ? 'Same in Amazon Cognito'
    : 'Not in Amazon Cognito without a Lambda trigger';
}
