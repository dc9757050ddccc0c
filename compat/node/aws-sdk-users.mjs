// AWS SDK for JavaScript 3 through the life of a user, once with a client without a secret and once with one that has: sign-up,
// both ways of signing in, attributes, passwords, an invitation, refresh, revocation, groups. Each with what must be refused,
// by the SDK's exception class and the whole message (users §2, §3, §5). aws-jwt-verify checks the tokens.
import assert from 'node:assert/strict';
import {
  AdminAddUserToGroupCommand,
  ChangePasswordCommand,
  CodeMismatchException,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  CreateGroupCommand,
  DeleteUserCommand,
  ExpiredCodeException,
  ForgotPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InvalidPasswordException,
  ListUsersCommand,
  RefreshTokenReuseException,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  SignUpCommand,
  UnauthorizedException,
  UnsupportedTokenTypeException,
  UpdateUserAttributesCommand,
  UserNotConfirmedException,
  UsernameExistsException,
  VerifyUserAttributeCommand,
  paginateListUsers,
  paginateListUsersInGroup,
} from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { App, call, telling } from './app.mjs';
import { aws, jwksCache } from './aws-issuer.mjs';
import { forged, tampered } from './forgery.mjs';
import { refuses, required } from './harness.mjs';
import { OTHER_PASSWORD, PASSWORD, alteredToken, appClient, claims, cognito, invite, newestCode, otherCode, userPool } from './users.mjs';

const TEMPORARY = 'Temporary-password-1';
const WRONG = 'Incorrect username or password.';
const WRONG_CODE = 'Invalid verification code provided, please try again.';
const NO_CODE = 'Invalid code provided, please request a code again.';
const USED = 'Invalid session for the user, session can only be used once.';
const REVOKED = 'Refresh Token has been revoked';
const SIGNED_OUT = 'Access Token has been revoked';
const UNPROVED = 'Invalid client or secret';

const keys = jwksCache();
const verify = ({ poolId, clientId }, token, tokenUse, more = {}) =>
  CognitoJwtVerifier.create({ userPoolId: poolId, tokenUse, clientId, ...more }, { jwksCache: keys }).verify(token);
const getUser = (AccessToken) => call(new GetUserCommand({ AccessToken }));
const respond = (answer) => call(new RespondToAuthChallengeCommand(answer));
const renew = (client, RefreshToken) => call(new GetTokensFromRefreshTokenCommand({ ...client, RefreshToken }));
const revoke = (client, Token) => call(new RevokeTokenCommand({ ...client, Token }));
const valuesOf = (attributes) => Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value]));
const email = (name) => `${name}@example.com`;
const sentTo = (address) => ({ AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: `${address[0]}***@e***` });

async function pages(paginator) {
  const all = [];
  for await (const page of paginator) all.push(page);
  return all;
}

/** A user who is confirmed at once. */
async function confirmed(app, name) {
  await invite(app.poolId, name, email(name), PASSWORD);
  const { Session } = await app.enter(name);
  await app.answer('NEW_PASSWORD_REQUIRED', Session, app.proved(name, { USERNAME: name, NEW_PASSWORD: PASSWORD }));
}

async function signingUp(app, name, { check, fails }) {
  const UserAttributes = [{ Name: 'email', Value: email(name) }];
  const signUp = (Password) => call(new SignUpCommand({ ...app.of(name), Password, UserAttributes }));
  const confirm = (ConfirmationCode) => call(new ConfirmSignUpCommand({ ...app.of(name), ConfirmationCode }));
  const weak = 'Password did not conform with policy: Password not long enough';
  await fails('a password that the policy refuses', () => signUp('short'), InvalidPasswordException, weak);
  await check('SignUp says where the code went', async () => {
    const { $metadata, UserSub, ...rest } = await signUp(PASSWORD);
    assert.match(UserSub, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.deepEqual(rest, { UserConfirmed: false, CodeDeliveryDetails: sentTo(email(name)) });
  });
  await fails('the same name twice', () => signUp(PASSWORD), UsernameExistsException, 'User already exists');
  await fails('a sign-in before the confirmation', () => app.enter(name), UserNotConfirmedException, 'User is not confirmed.');
  const code = required(await check('the code is in the inbox', () => newestCode(app.poolId, email(name))), 'a code');
  await fails('a wrong code', () => confirm(otherCode(code)), CodeMismatchException, WRONG_CODE);
  await check('ConfirmSignUp takes the right one', () => confirm(code));
  // A client that hides who there is does not say that he is confirmed already.
  await fails('the same code twice', () => confirm(code), ExpiredCodeException, NO_CODE);
}

async function signingIn(app, name, say) {
  const { check, denied } = say;
  await check('USER_PASSWORD_AUTH gives tokens and nothing else', async () => {
    const { $metadata, AuthenticationResult, ...rest } = await app.enter(name);
    assert.deepEqual(rest, { ChallengeParameters: {} });
    const { AccessToken, IdToken, RefreshToken, ...others } = AuthenticationResult;
    assert.deepEqual(others, { ExpiresIn: 3600, TokenType: 'Bearer' });
    assert.ok(AccessToken && IdToken && RefreshToken);
  });
  const tokens = await check('USER_SRP_AUTH gives tokens that aws-jwt-verify accepts', async () => {
    const { AuthenticationResult } = await app.enterBySrp(name);
    const id = await verify(app, AuthenticationResult.IdToken, 'id');
    const access = await verify(app, AuthenticationResult.AccessToken, 'access', { scope: 'aws.cognito.signin.user.admin' });
    assert.equal(id.iss, `${aws}/${app.poolId}`);
    assert.deepEqual([id['cognito:username'], id.email, id.email_verified], [name, email(name), true]);
    assert.deepEqual([access.username, access.sub, access.origin_jti], [name, id.sub, id.origin_jti]);
    return AuthenticationResult;
  });
  await check('by the verified address', async () => {
    const { challenge, answer } = await app.srp(email(name));
    assert.deepEqual([challenge.ChallengeParameters.USERNAME, challenge.ChallengeParameters.USER_ID_FOR_SRP], [name, name]);
    assert.ok((await respond(answer)).AuthenticationResult.IdToken);
  });
  await refusedTokens(app, required(tokens, 'tokens'), say);
  await denied('a wrong password in clear', () => app.enter(name, OTHER_PASSWORD), WRONG);
  await denied('a wrong password by SRP', () => app.enterBySrp(name, OTHER_PASSWORD), WRONG);
  await denied('a user whom there is not', () => app.enter('nobody'), WRONG);
  await denied('by SRP too, after the same challenge', () => app.enterBySrp('nobody'), WRONG);
  await check('a forged proof is refused, and the right one after it', async () => {
    const { answer } = await app.srp(name);
    const PASSWORD_CLAIM_SIGNATURE = Buffer.alloc(32, 7).toString('base64');
    const forgery = { ...answer, ChallengeResponses: { ...answer.ChallengeResponses, PASSWORD_CLAIM_SIGNATURE } };
    await assert.rejects(respond(forgery), { name: 'NotAuthorizedException', message: WRONG });
    await assert.rejects(respond(answer), { name: 'NotAuthorizedException', message: USED });
  });
  const { answer } = await app.srp(name);
  await respond(answer);
  await denied('a proof that was used', () => respond(answer), USED);
}

async function refusedTokens(app, { IdToken, AccessToken }, { denied, refuses }) {
  const signature = { message: 'Invalid signature' };
  await refuses('an access token where an ID token is asked for', () => verify(app, AccessToken, 'id'), {
    message: 'Token use not allowed: access. Expected: id',
  });
  await refuses('a group that the user is not in', () => verify(app, IdToken, 'id', { groups: 'admins' }), {
    message: 'Missing Cognito group. Expected: admins',
  });
  await refuses('an ID token of somebody else', () => verify(app, tampered(IdToken, { sub: 'root' }), 'id'), signature);
  await refuses("an access token with a forger's signature", () => verify(app, forged(AccessToken), 'access'), signature);
  await denied('GetUser with the forged one', () => getUser(forged(AccessToken)), 'Could not verify signature for Access Token');
  await denied('GetUser with an ID token', () => getUser(IdToken), 'Invalid Access Token');
}

async function account(app, name, { check, fails, invalid }) {
  const { AccessToken } = await app.tokens(name);
  const update = (Name, Value) => call(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }));
  const prove = (Code) => call(new VerifyUserAttributeCommand({ AccessToken, AttributeName: 'email', Code }));
  await check('GetUser shows what was given', async () => {
    const { Username, UserAttributes } = await getUser(AccessToken);
    const { sub, ...rest } = valuesOf(UserAttributes);
    assert.deepEqual([Username, sub, rest], [name, claims(AccessToken).sub, { email: email(name), email_verified: 'true' }]);
  });
  await check('UpdateUserAttributes changes a name without a code', async () => {
    assert.equal((await update('nickname', 'N')).CodeDeliveryDetailsList?.length ?? 0, 0);
    assert.equal(valuesOf((await getUser(AccessToken)).UserAttributes).nickname, 'N');
  });
  await invalid('the attribute that nobody may change', () => update('sub', 'x'), 'Cannot modify the non-mutable attribute sub');
  const next = `new-${email(name)}`;
  await check('a new address gets a code', async () =>
    assert.deepEqual((await update('email', next)).CodeDeliveryDetailsList, [sentTo(next)]));
  const code = await newestCode(app.poolId, next);
  await fails('a wrong code for the address', () => prove(otherCode(code)), CodeMismatchException, WRONG_CODE);
  await check('VerifyUserAttribute takes the right one', async () => {
    assert.equal(valuesOf((await getUser(AccessToken)).UserAttributes).email_verified, 'false');
    await prove(code);
    assert.equal(valuesOf((await getUser(AccessToken)).UserAttributes).email_verified, 'true');
  });
  await fails('the same code for the address twice', () => prove(code), ExpiredCodeException, NO_CODE);
  return next;
}

async function passwords(app, name, address, { check, denied, fails }) {
  const { AccessToken } = await app.tokens(name);
  const change = (PreviousPassword, ProposedPassword) =>
    call(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));
  const reset = (ConfirmationCode) =>
    call(new ConfirmForgotPasswordCommand({ ...app.of(name), ConfirmationCode, Password: PASSWORD }));
  await denied('ChangePassword with a wrong password', () => change('Not-the-password-9', OTHER_PASSWORD), WRONG);
  await check('ChangePassword with the right one', async () => {
    await change(PASSWORD, OTHER_PASSWORD);
    await app.tokens(name, OTHER_PASSWORD);
  });
  await check('ForgotPassword says where the code went', async () =>
    assert.deepEqual((await call(new ForgotPasswordCommand(app.of(name)))).CodeDeliveryDetails, sentTo(address)));
  await check('and of a user whom there is not it says the same', async () =>
    assert.deepEqual((await call(new ForgotPasswordCommand(app.of(email('nobody'))))).CodeDeliveryDetails, sentTo('nobody')));
  const code = await newestCode(app.poolId, address);
  await fails('a wrong code for a new password', () => reset(otherCode(code)), CodeMismatchException, WRONG_CODE);
  await check('ConfirmForgotPassword with the right one', async () => {
    await reset(code);
    await app.tokens(name);
  });
  await fails('the same code for a new password twice', () => reset(code), ExpiredCodeException, NO_CODE);
}

async function invited(app, name, { check, denied, fails }) {
  await invite(app.poolId, name, email(name), TEMPORARY);
  const answer = (Session, NEW_PASSWORD) => {
    const answers = { USERNAME: name, NEW_PASSWORD, 'userAttributes.nickname': 'N' };
    return app.answer('NEW_PASSWORD_REQUIRED', Session, app.proved(name, answers));
  };
  await denied('a wrong temporary password', () => app.enter(name), WRONG);
  const { ChallengeName, ChallengeParameters, Session, AuthenticationResult } = await app.enterBySrp(name, TEMPORARY);
  await check('who is invited is asked for a new password', () => {
    assert.deepEqual([ChallengeName, AuthenticationResult], ['NEW_PASSWORD_REQUIRED', undefined]);
    const { userAttributes, ...rest } = ChallengeParameters;
    assert.deepEqual(rest, { USER_ID_FOR_SRP: name, requiredAttributes: '[]' });
    assert.equal(JSON.parse(userAttributes).email, email(name));
  });
  const weak = 'Password does not conform to policy: Password not long enough';
  await fails('a new password that the policy refuses', () => answer(Session, 'short'), InvalidPasswordException, weak);
  await check('a good one gives tokens with the attribute that came with it', async () =>
    assert.equal((await verify(app, (await answer(Session, PASSWORD)).AuthenticationResult.IdToken, 'id')).nickname, 'N'));
  await denied('the session of that answer twice', () => answer(Session, OTHER_PASSWORD), USED);
  const madeUp = 'A'.repeat(60);
  await fails('a session that nobody gave', () => answer(madeUp, PASSWORD), CodeMismatchException, 'Invalid session provided');
  await denied('the temporary password afterwards', () => app.enter(name, TEMPORARY), WRONG);
}

async function refreshing(app, name, say) {
  const { check, denied, fails } = say;
  const first = await app.tokens(name);
  const { RefreshToken } = first;
  await check('REFRESH_TOKEN_AUTH gives new tokens of the same sign-in', async () => {
    const { AuthenticationResult } = await app.refresh(RefreshToken, name);
    const [before, after] = [claims(first.AccessToken), await verify(app, AuthenticationResult.AccessToken, 'access')];
    assert.equal(AuthenticationResult.RefreshToken, undefined);
    assert.deepEqual([after.origin_jti, after.auth_time], [before.origin_jti, before.auth_time]);
    assert.notEqual(after.jti, before.jti);
  });
  await check('GetTokensFromRefreshToken does too', async () => {
    const { AuthenticationResult } = await renew(app.client, RefreshToken);
    assert.equal((await verify(app, AuthenticationResult.IdToken, 'id')).origin_jti, claims(first.IdToken).origin_jti);
  });
  await denied('an altered refresh token', () => app.refresh(alteredToken(RefreshToken), name), 'Invalid Refresh Token');
  await rotation(app, name, say);
  const unknown = { ClientId: 'nobody' };
  await fails('RevokeToken by a client that there is not', () => revoke(unknown, RefreshToken), UnauthorizedException, UNPROVED);
  const wrongType = () => revoke(app.client, first.AccessToken);
  await fails('RevokeToken of an access token', wrongType, UnsupportedTokenTypeException, 'Unsupported token type');
  const other = await app.tokens(name);
  await check('RevokeToken', () => revoke(app.client, RefreshToken));
  await denied('the refresh token that was revoked', () => app.refresh(RefreshToken, name), REVOKED);
  await denied('the access token of that sign-in', () => getUser(first.AccessToken), SIGNED_OUT);
  await check('another sign-in lives on until GlobalSignOut', async () => {
    await getUser(other.AccessToken);
    await call(new GlobalSignOutCommand({ AccessToken: other.AccessToken }));
  });
  await denied('its access token then', () => getUser(other.AccessToken), SIGNED_OUT);
  await denied('its refresh token then', () => app.refresh(other.RefreshToken, name), REVOKED);
}

async function rotation(app, name, { check, denied, fails, invalid }) {
  const RefreshTokenRotation = { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 };
  const rotating = new App(await appClient(app.poolId, { GenerateSecret: Boolean(app.clientSecret), RefreshTokenRotation }));
  const { RefreshToken: first } = await rotating.tokens(name);
  await denied('a rotating refresh token of another client', () => renew(app.client, first), 'Invalid Refresh Token');
  const flow = 'Auth flow not enabled for this client';
  await invalid('REFRESH_TOKEN_AUTH where refresh tokens rotate', () => rotating.refresh(first, name), flow);
  const { RefreshToken: second } = (await renew(rotating.client, first)).AuthenticationResult;
  const third = await check('a rotated refresh token is another one, and good', async () => {
    assert.notEqual(second, first);
    return (await renew(rotating.client, second)).AuthenticationResult.RefreshToken;
  });
  const again = () => renew(rotating.client, first);
  await fails('the refresh token that was replaced', again, RefreshTokenReuseException, 'Refresh Token has been reused');
  await denied('after that the newest one too', () => renew(rotating.client, third), REVOKED);
}

async function groups(app, name, { check, invalid }) {
  const UserPoolId = app.poolId;
  const suffix = app.clientSecret ? '2' : '1';
  const [readers, writers] = [`readers${suffix}`, `writers${suffix}`];
  await cognito.send(new CreateGroupCommand({ UserPoolId, GroupName: readers, Precedence: 5 }));
  await cognito.send(new CreateGroupCommand({ UserPoolId, GroupName: writers, Precedence: 1 }));
  const members = ['1', '2', '3'].map((number) => `${name}${number}`);
  for (const member of members) {
    await invite(UserPoolId, member, email(member), PASSWORD);
    await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: member, GroupName: readers }));
  }
  for (const GroupName of [readers, writers]) {
    await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: name, GroupName }));
  }
  await check('both tokens name the groups, the first by precedence first', async () => {
    const { IdToken, AccessToken } = await app.tokens(name);
    const id = await verify(app, IdToken, 'id', { groups: writers });
    const access = await verify(app, AccessToken, 'access', { groups: [readers, 'admins'] });
    assert.deepEqual([id['cognito:groups'], access['cognito:groups']], [[writers, readers], [writers, readers]]);
  });
  await check('ListUsersInGroup turns its pages', async () => {
    const found = await pages(paginateListUsersInGroup({ client: cognito, pageSize: 3 }, { UserPoolId, GroupName: readers }));
    assert.deepEqual(found.map(({ Users }) => Users.length), [3, 1]);
    assert.deepEqual(found.flatMap(({ Users }) => Users.map((user) => user.Username)).toSorted(), [name, ...members].toSorted());
  });
  await check('ListUsers turns the pages of a filter', async () => {
    const Filter = `username ^= "${name}"`;
    const found = await pages(paginateListUsers({ client: cognito, pageSize: 2 }, { UserPoolId, Filter }));
    assert.ok(found.every(({ Users }) => Users.length <= 2));
    assert.deepEqual(found.flatMap(({ Users }) => Users.map((user) => user.Username)).toSorted(), [name, ...members].toSorted());
  });
  const listed = (Filter) => pages(paginateListUsers({ client: cognito }, { UserPoolId, Filter }));
  await invalid('a filter that cannot be read', () => listed('username ^= '), 'Error while parsing filter');
  const unsearched = () => listed('nickname = "N"');
  await invalid('a filter of an attribute that is not searched', unsearched, 'Invalid search attribute: nickname');
}

async function secretHashes(app, name, { check, denied, fails }) {
  const open = new App({ poolId: app.poolId, clientId: app.clientId });
  const wrong = new App({ ...open, clientSecret: 'not-the-secret' });
  const missing = `Client ${app.clientId} is configured with secret but SECRET_HASH was not received`;
  const unproved = `Unable to verify secret hash for client ${app.clientId}`;
  if (!app.clientSecret) {
    await denied('SECRET_HASH of a client that has none', () => wrong.enter(name), unproved);
    return;
  }
  await denied('SignUp without SecretHash', () => call(new SignUpCommand({ ...open.of('eve'), Password: PASSWORD })), missing);
  await denied('ForgotPassword without SecretHash', () => call(new ForgotPasswordCommand(open.of(name))), missing);
  await denied('InitiateAuth without SECRET_HASH', () => open.enter(name), missing);
  await denied('InitiateAuth with a wrong SECRET_HASH', () => wrong.enter(name), unproved);
  const { answer } = await app.srp(name);
  const { SECRET_HASH, ...without } = answer.ChallengeResponses;
  await denied('a right proof without SECRET_HASH', () => respond({ ...answer, ChallengeResponses: without }), missing);
  await check('the same proof with it', async () => assert.ok((await respond(answer)).AuthenticationResult));
  const { RefreshToken } = await app.tokens(name);
  await denied('a refresh without SECRET_HASH', () => open.refresh(RefreshToken, name), missing);
  await denied('GetTokensFromRefreshToken without the secret', () => renew(open.client, RefreshToken), UNPROVED);
  const guess = { ...open.client, ClientSecret: 'w'.repeat(30) };
  await fails('RevokeToken with a wrong secret', () => revoke(guess, RefreshToken), UnauthorizedException, UNPROVED);
}

async function leaving(app, name, { check }) {
  await check('DeleteUser, and the name is as if it had never been', async () => {
    const { AccessToken } = await app.tokens(name);
    await call(new DeleteUserCommand({ AccessToken }));
    await assert.rejects(app.enter(name), { name: 'NotAuthorizedException', message: WRONG });
  });
}

/** In a pool of addresses the username is the sub: SRP and SECRET_HASH are over it, whatever was typed (users §2.2, §2.12). */
async function addresses({ check, denied, fails, invalid }) {
  const app = new App(await userPool('sdk-addresses', { GenerateSecret: true }, { UsernameAttributes: ['email'] }));
  const fay = email('fay');
  const signUp = (name) => call(new SignUpCommand({ ...app.of(name), Password: PASSWORD }));
  const { UserSub } = await signUp(fay);
  await call(new ConfirmSignUpCommand({ ...app.of(fay), ConfirmationCode: await newestCode(app.poolId, fay) }));
  const tokens = await check('SRP over the sub gives tokens that name sub and address', async () => {
    const { challenge, answer } = await app.srp(fay);
    const { USERNAME, USER_ID_FOR_SRP } = challenge.ChallengeParameters;
    assert.deepEqual([USERNAME, USER_ID_FOR_SRP], [UserSub, UserSub]);
    const { AuthenticationResult } = await respond(answer);
    const id = await verify(app, AuthenticationResult.IdToken, 'id');
    assert.deepEqual([id['cognito:username'], id.sub, id.email, id.email_verified], [UserSub, UserSub, fay, true]);
    return AuthenticationResult;
  });
  const { RefreshToken } = required(tokens, 'tokens');
  await check('a refresh with SECRET_HASH over the sub', () => app.refresh(RefreshToken, UserSub));
  const unproved = `Unable to verify secret hash for client ${app.clientId}`;
  await denied('a refresh with SECRET_HASH over another name', () => app.refresh(RefreshToken, 'nobody'), unproved);
  await denied('a wrong password', () => app.enterBySrp(fay, OTHER_PASSWORD), WRONG);
  await fails('the same address twice', () => signUp(fay), UsernameExistsException, 'An account with the given email already exists.');
  await invalid('a name that is no address', () => signUp('fay'), 'Username should be an email.');
}

async function story(app, kind) {
  const say = telling(kind);
  const [ana, ben, cleo, dan] = ['ana', 'ben', 'cleo', 'dan'].map((name) => (app.clientSecret ? `${name}-s` : name));
  await signingUp(app, ana, say);
  await signingIn(app, ana, say);
  await confirmed(app, cleo);
  await passwords(app, cleo, await account(app, cleo, say), say);
  await invited(app, ben, say);
  await confirmed(app, dan);
  await refreshing(app, dan, say);
  await groups(app, dan, say);
  await secretHashes(app, dan, say);
  await leaving(app, dan, say);
}

const pool = await userPool('sdk-users');
await story(new App(pool), 'no secret');
await story(new App(await appClient(pool.poolId, { GenerateSecret: true })), 'with a secret');
await addresses(telling('by address'));
await refuses('a call that would be signed fails here', () => call(new ListUsersCommand({ UserPoolId: pool.poolId })), {
  message: 'a user has no key to sign with',
});
