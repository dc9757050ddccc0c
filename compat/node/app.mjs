// An application's side of a sign-in with the AWS SDK for JavaScript 3: calls that no key of AWS signs, SECRET_HASH where the
// client has a secret, and SRP, which the SDK leaves to others, by cognito-srp-helper.
import assert from 'node:assert/strict';
import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  InvalidParameterException,
  NotAuthorizedException,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createSecretHash, createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from 'cognito-srp-helper';
import { check, refuses } from './harness.mjs';
import { PASSWORD } from './users.mjs';

/** A call that would be signed fails. */
const unsigned = new CognitoIdentityProviderClient({
  credentials: () => Promise.reject(new Error('a user has no key to sign with')),
});

export const call = (command) => unsigned.send(command);

/** The call must be refused with the SDK's own exception class and exactly that message; `how` makes it. */
const fails = (name, how, type, message) =>
  check(name, () =>
    assert.rejects(how, (error) => {
      assert.equal(error.constructor, type, `${error.name}: ${error.message}`);
      assert.equal(error.message, message);
      assert.equal(error.$metadata.httpStatusCode, 400);
      return true;
    }),
  );

/** The assertions of a story that is told once for each `kind` of client. */
export const telling = (kind) => ({
  check: (name, group) => check(`${kind}: ${name}`, group),
  refuses: (name, group, properties) => refuses(`${kind}: ${name}`, group, properties),
  fails: (name, how, type, message) => fails(`${kind}: ${name}`, how, type, message),
  denied: (name, how, message) => fails(`${kind}: ${name}`, how, NotAuthorizedException, message),
  invalid: (name, how, message) => fails(`${kind}: ${name}`, how, InvalidParameterException, message),
});

/** What an app client knows of itself: its pool, its id, its secret where it has one. */
export class App {
  constructor({ poolId, clientId, clientSecret }) {
    Object.assign(this, { poolId, clientId, clientSecret });
  }

  /** What proves the client where a secret goes as it is: GetTokensFromRefreshToken, RevokeToken. */
  get client() {
    return { ClientId: this.clientId, ...(this.clientSecret && { ClientSecret: this.clientSecret }) };
  }

  /** The members of an operation that names a user: SignUp and the like. */
  of(Username) {
    const SecretHash = this.hash(Username);
    return { ClientId: this.clientId, Username, ...(SecretHash && { SecretHash }) };
  }

  hash(name) {
    return this.clientSecret && createSecretHash(name, this.clientId, this.clientSecret);
  }

  /** Parameters of a sign-in with the proof of the client for that name. */
  proved(name, parameters) {
    const SECRET_HASH = this.hash(name);
    return { ...parameters, ...(SECRET_HASH && { SECRET_HASH }) };
  }

  start(AuthFlow, AuthParameters) {
    return call(new InitiateAuthCommand({ ClientId: this.clientId, AuthFlow, AuthParameters }));
  }

  answer(ChallengeName, Session, ChallengeResponses) {
    return call(new RespondToAuthChallengeCommand({ ClientId: this.clientId, ChallengeName, Session, ChallengeResponses }));
  }

  /** USER_PASSWORD_AUTH: tokens or a challenge. */
  enter(USERNAME, password = PASSWORD) {
    return this.start('USER_PASSWORD_AUTH', this.proved(USERNAME, { USERNAME, PASSWORD: password }));
  }

  async tokens(username, password) {
    return (await this.enter(username, password)).AuthenticationResult;
  }

  refresh(REFRESH_TOKEN, username) {
    return this.start('REFRESH_TOKEN_AUTH', this.proved(username, { REFRESH_TOKEN }));
  }

  /** USER_SRP_AUTH up to the proof of the password: the challenge as it came, and the answer as it would go. */
  async srp(USERNAME, password = PASSWORD) {
    const session = createSrpSession(USERNAME, password, this.poolId, false);
    const request = { ClientId: this.clientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: this.proved(USERNAME, { USERNAME }) };
    const challenge = await call(new InitiateAuthCommand(wrapInitiateAuth(session, request)));
    const named = challenge.ChallengeParameters.USERNAME;
    const answer = wrapAuthChallenge(signSrpSession(session, challenge), {
      ClientId: this.clientId,
      ChallengeName: challenge.ChallengeName,
      ChallengeResponses: this.proved(named, { USERNAME: named }),
    });
    return { challenge, answer };
  }

  /** The same with the proof sent: tokens or a challenge. */
  async enterBySrp(username, password) {
    const { answer } = await this.srp(username, password);
    return call(new RespondToAuthChallengeCommand(answer));
  }
}
