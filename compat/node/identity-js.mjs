// amazon-cognito-identity-js, as applications use it in a browser: sign-up, confirmation, SRP sign-in, attributes, a new
// password, a forgotten one, refresh, sign-out. Each with what must be refused.
import assert from 'node:assert/strict';
import {
  AuthenticationDetails,
  CognitoRefreshToken,
  CognitoUser,
  CognitoUserAttribute,
  CognitoUserPool,
} from 'amazon-cognito-identity-js';
import { check, refuses, required } from './harness.mjs';
import { OTHER_PASSWORD, PASSWORD, alteredToken, claims, invite, newestCode, otherCode, server, userPool, verified } from './users.mjs';

const { poolId, clientId } = await userPool('identity-js');
const Pool = new CognitoUserPool({ UserPoolId: poolId, ClientId: clientId, endpoint: `${server}/` });
const user = (Username) => new CognitoUser({ Username, Pool });

/** A call that takes a callback of Node's form. */
const called = (call) => new Promise((resolve, reject) => call((error, result) => (error ? reject(error) : resolve(result))));

/** A call that takes callbacks for success and failure. */
const answered = (call) =>
  new Promise((resolve, reject) =>
    call({
      onSuccess: resolve,
      onFailure: reject,
      inputVerificationCode: resolve,
      newPasswordRequired: (attributes, requiredAttributes) => resolve({ newPassword: { attributes, requiredAttributes } }),
    }),
  );

const signIn = (who, Password) => {
  const details = new AuthenticationDetails({ Username: who.getUsername(), Password });
  return answered((callbacks) => who.authenticateUser(details, callbacks));
};

const email = 'ana@example.com';
const attributes = [new CognitoUserAttribute({ Name: 'email', Value: email })];

async function signUp() {
  await refuses('a password that the policy refuses', () => called((done) => Pool.signUp('ana', 'short', attributes, [], done)), {
    code: 'InvalidPasswordException',
  });
  await check('signUp says where the code went', async () => {
    const result = await called((done) => Pool.signUp('ana', PASSWORD, attributes, [], done));
    assert.equal(result.userConfirmed, false);
    assert.deepEqual(result.codeDeliveryDetails, { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@e***' });
    assert.match(result.userSub, /^[0-9a-f]{8}-[0-9a-f]{4}-70[0-9a-f]{2}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  });
  await refuses('the same name twice', () => called((done) => Pool.signUp('ana', PASSWORD, attributes, [], done)), {
    code: 'UsernameExistsException',
  });
  await refuses('a sign-in before the confirmation', () => signIn(user('ana'), PASSWORD), { code: 'UserNotConfirmedException' });
  const code = required(await check('the code is in the inbox', () => newestCode(poolId, email)), 'a code');
  await refuses('a wrong code', () => called((done) => user('ana').confirmRegistration(otherCode(code), false, done)), {
    code: 'CodeMismatchException',
    message: 'Invalid verification code provided, please try again.',
  });
  await check('a new code kills the old one', async () => {
    await called((done) => user('ana').resendConfirmationCode(done));
    const newer = await newestCode(poolId, email);
    if (newer !== code) await assert.rejects(called((done) => user('ana').confirmRegistration(code, false, done)));
    assert.equal(await called((done) => user('ana').confirmRegistration(newer, false, done)), 'SUCCESS');
  });
}

async function signInBySrp() {
  const wrong = { code: 'NotAuthorizedException', message: 'Incorrect username or password.' };
  await refuses('a wrong password', () => signIn(user('ana'), OTHER_PASSWORD), wrong);
  await refuses('a user whom there is not', () => signIn(user('nobody'), PASSWORD), wrong);
  await check('by the verified address', async () => {
    const session = await signIn(user(email), PASSWORD);
    assert.equal(claims(session.getIdToken().getJwtToken())['cognito:username'], 'ana');
  });
  const ana = user('ana');
  const session = required(await check('by the username', () => signIn(ana, PASSWORD)), 'a session');
  await check('the tokens are good', async () => {
    const issuer = `${server}/${poolId}`;
    const id = await verified(session.getIdToken().getJwtToken(), poolId, { issuer, audience: clientId });
    const access = await verified(session.getAccessToken().getJwtToken(), poolId, { issuer });
    assert.deepEqual([id.token_use, access.token_use, access.client_id], ['id', 'access', clientId]);
    assert.deepEqual([id['cognito:username'], access.username, id.email, id.email_verified], ['ana', 'ana', email, true]);
    assert.deepEqual([access.scope, access.sub, access.origin_jti], ['aws.cognito.signin.user.admin', id.sub, id.origin_jti]);
  });
  return ana;
}

async function attributesOf(ana) {
  const read = async () => Object.fromEntries((await called((done) => ana.getUserAttributes(done))).map((each) => [each.getName(), each.getValue()]));
  await check('attributes are read, changed and taken away', async () => {
    await called((done) => ana.updateAttributes([new CognitoUserAttribute({ Name: 'nickname', Value: 'Ana' })], done));
    const after = await read();
    assert.deepEqual([after.email, after.email_verified, after.nickname], [email, 'true', 'Ana']);
    await called((done) => ana.deleteAttributes(['nickname'], done));
    assert.equal((await read()).nickname, undefined);
  });
  await refuses('an attribute that nobody may change', () => called((done) => ana.updateAttributes([new CognitoUserAttribute({ Name: 'sub', Value: 'x' })], done)), {
    code: 'InvalidParameterException',
    message: 'Cannot modify the non-mutable attribute sub',
  });
}

async function passwords(ana) {
  await refuses('a change with a wrong password', () => called((done) => ana.changePassword('Not-the-password-9', OTHER_PASSWORD, done)), {
    code: 'NotAuthorizedException',
  });
  await check('the password is changed', async () => {
    assert.equal(await called((done) => ana.changePassword(PASSWORD, OTHER_PASSWORD, done)), 'SUCCESS');
    await assert.rejects(signIn(user('ana'), PASSWORD));
    await signIn(user('ana'), OTHER_PASSWORD);
  });
  await check('a forgotten password is replaced with a code', async () => {
    const sent = await answered((callbacks) => user('ana').forgotPassword(callbacks));
    assert.deepEqual(sent.CodeDeliveryDetails, { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'a***@e***' });
    const code = await newestCode(poolId, email);
    await assert.rejects(
      answered((callbacks) => user('ana').confirmPassword(otherCode(code), PASSWORD, callbacks)),
      (error) => error.code === 'CodeMismatchException',
    );
    await answered((callbacks) => user('ana').confirmPassword(code, PASSWORD, callbacks));
    await assert.rejects(
      answered((callbacks) => user('ana').confirmPassword(code, OTHER_PASSWORD, callbacks)),
      (error) => error.code === 'ExpiredCodeException',
    );
    await signIn(user('ana'), PASSWORD);
  });
}

async function invited() {
  await invite(poolId, 'ben', 'ben@example.com', 'Temporary-password-1');
  const ben = user('ben');
  await refuses('a wrong temporary password', () => signIn(user('ben'), PASSWORD), { code: 'NotAuthorizedException' });
  await check('who is invited chooses a password at the first sign-in', async () => {
    const asked = await signIn(ben, 'Temporary-password-1');
    assert.equal(asked.newPassword.attributes.email, 'ben@example.com');
    assert.deepEqual(asked.newPassword.requiredAttributes, []);
    const session = await answered((callbacks) => ben.completeNewPasswordChallenge(PASSWORD, {}, callbacks));
    assert.equal(claims(session.getIdToken().getJwtToken()).email, 'ben@example.com');
    await assert.rejects(signIn(user('ben'), 'Temporary-password-1'));
  });
}

async function refreshAndSignOut(ana) {
  const token = ana.getSignInUserSession().getRefreshToken();
  await check('a refresh gives new tokens of the same sign-in', async () => {
    const before = claims(ana.getSignInUserSession().getAccessToken().getJwtToken());
    const session = await called((done) => ana.refreshSession(token, done));
    const after = claims(session.getAccessToken().getJwtToken());
    assert.deepEqual([after.origin_jti, after.auth_time, after.sub], [before.origin_jti, before.auth_time, before.sub]);
    assert.notEqual(after.jti, before.jti);
  });
  const altered = new CognitoRefreshToken({ RefreshToken: alteredToken(token.getToken()) });
  await refuses('an altered refresh token', () => called((done) => user('ana').refreshSession(altered, done)), { code: 'NotAuthorizedException' });
  await check('globalSignOut ends every session', async () => {
    await signIn(ana, PASSWORD);
    const last = ana.getSignInUserSession().getRefreshToken();
    await answered((callbacks) => ana.globalSignOut(callbacks));
    await assert.rejects(called((done) => user('ana').refreshSession(last, done)), (error) => error.code === 'NotAuthorizedException');
  });
  await check('signOut revokes the refresh token', async () => {
    const again = user('ana');
    await signIn(again, PASSWORD);
    const last = again.getSignInUserSession().getRefreshToken();
    await called((done) => again.signOut(done));
    await assert.rejects(called((done) => user('ana').refreshSession(last, done)), (error) => error.code === 'NotAuthorizedException');
  });
  await check('a deleted user is gone', async () => {
    const again = user('ana');
    await signIn(again, PASSWORD);
    assert.equal(await called((done) => again.deleteUser(done)), 'SUCCESS');
    await assert.rejects(signIn(user('ana'), PASSWORD), (error) => error.message === 'Incorrect username or password.');
  });
}

await signUp();
const ana = required(await signInBySrp(), 'a user');
await attributesOf(ana);
await passwords(ana);
await invited();
await refreshAndSignOut(ana);
