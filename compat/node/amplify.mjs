// Amplify 6, as applications use it: sign-up, confirmation, SRP sign-in, a new password, a changed and a forgotten one,
// refresh, sign-out. Each with what must be refused.
import assert from 'node:assert/strict';
import { Amplify } from 'aws-amplify';
import {
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  deleteUser,
  fetchAuthSession,
  fetchUserAttributes,
  getCurrentUser,
  resendSignUpCode,
  resetPassword,
  signIn,
  signOut,
  signUp,
  updatePassword,
  updateUserAttributes,
} from 'aws-amplify/auth';
import { check, refuses, required } from './harness.mjs';
import { OTHER_PASSWORD, PASSWORD, claims, invite, newestCode, otherCode, server, userPool, verified } from './users.mjs';

const { poolId: userPoolId, clientId: userPoolClientId } = await userPool('amplify');
Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint: server } } });

const username = 'eva';
const email = 'eva@example.com';
const sent = { deliveryMedium: 'EMAIL', destination: 'e***@e***', attributeName: 'email' };
const wrong = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };

/** A sign-in that must end with tokens, from no other state than signed out. */
async function enter(name, password, authFlowType = 'USER_SRP_AUTH') {
  await signOut();
  const { isSignedIn, nextStep } = await signIn({ username: name, password, options: { authFlowType } });
  assert.deepEqual([isSignedIn, nextStep.signInStep], [true, 'DONE']);
}

async function signingUp() {
  await refuses('a password that the policy refuses', () => signUp({ username, password: 'short', options: { userAttributes: { email } } }), {
    name: 'InvalidPasswordException',
  });
  await check('signUp says what comes next', async () => {
    const { isSignUpComplete, nextStep } = await signUp({ username, password: PASSWORD, options: { userAttributes: { email } } });
    assert.equal(isSignUpComplete, false);
    assert.deepEqual(nextStep, { signUpStep: 'CONFIRM_SIGN_UP', codeDeliveryDetails: sent });
  });
  await check('a sign-in before the confirmation asks for it', async () => {
    const { isSignedIn, nextStep } = await signIn({ username, password: PASSWORD });
    assert.deepEqual([isSignedIn, nextStep.signInStep], [false, 'CONFIRM_SIGN_UP']);
  });
  await check('the code is sent again', async () => assert.deepEqual(await resendSignUpCode({ username }), sent));
  const code = required(await check('the code is in the inbox', () => newestCode(userPoolId, email)), 'a code');
  await refuses('a wrong code', () => confirmSignUp({ username, confirmationCode: otherCode(code) }), { name: 'CodeMismatchException' });
  await check('the right code completes the sign-up', async () =>
    assert.equal((await confirmSignUp({ username, confirmationCode: code })).isSignUpComplete, true));
  await refuses('the same code twice', () => confirmSignUp({ username, confirmationCode: code }));
}

async function signingIn() {
  await refuses('a wrong password by SRP', () => signIn({ username, password: OTHER_PASSWORD }), wrong);
  await refuses('a user whom there is not', () => signIn({ username: 'nobody', password: PASSWORD }), wrong);
  await check('with the password in clear', () => enter(username, PASSWORD, 'USER_PASSWORD_AUTH'));
  await refuses('a wrong password in clear', async () => {
    await signOut();
    await signIn({ username, password: OTHER_PASSWORD, options: { authFlowType: 'USER_PASSWORD_AUTH' } });
  }, wrong);
  await check('by the verified address', () => enter(email, PASSWORD));
  await check('by SRP, and the tokens are good', async () => {
    await enter(username, PASSWORD);
    const { tokens } = await fetchAuthSession();
    const id = await verified(String(tokens.idToken), userPoolId, { issuer: `${server}/${userPoolId}`, audience: userPoolClientId });
    const access = await verified(String(tokens.accessToken), userPoolId, { issuer: `${server}/${userPoolId}` });
    assert.deepEqual([id.email, id.email_verified, access.client_id], [email, true, userPoolClientId]);
    const current = await getCurrentUser();
    assert.deepEqual([current.username, current.userId], [username, id.sub]);
  });
}

async function attributes() {
  await check('attributes are changed and read', async () => {
    const changed = await updateUserAttributes({ userAttributes: { nickname: 'Eva' } });
    assert.deepEqual(changed.nickname, { isUpdated: true, nextStep: { updateAttributeStep: 'DONE' } });
    const read = await fetchUserAttributes();
    assert.deepEqual([read.email, read.email_verified, read.nickname], [email, 'true', 'Eva']);
  });
}

async function passwords() {
  await refuses('a change with a wrong password', () => updatePassword({ oldPassword: 'Not-the-password-9', newPassword: OTHER_PASSWORD }), {
    name: 'NotAuthorizedException',
  });
  await check('the password is changed', async () => {
    await updatePassword({ oldPassword: PASSWORD, newPassword: OTHER_PASSWORD });
    await assert.rejects(enter(username, PASSWORD), wrong);
    await enter(username, OTHER_PASSWORD);
  });
  await check('a forgotten password is replaced with a code', async () => {
    const { nextStep } = await resetPassword({ username });
    assert.deepEqual(nextStep, { resetPasswordStep: 'CONFIRM_RESET_PASSWORD_WITH_CODE', codeDeliveryDetails: sent });
    const confirmationCode = await newestCode(userPoolId, email);
    await assert.rejects(confirmResetPassword({ username, confirmationCode: otherCode(confirmationCode), newPassword: PASSWORD }), {
      name: 'CodeMismatchException',
    });
    await confirmResetPassword({ username, confirmationCode, newPassword: PASSWORD });
    await enter(username, PASSWORD);
  });
  await check('who is invited chooses a password at the first sign-in', async () => {
    await invite(userPoolId, 'max', 'max@example.com', 'Temporary-password-1');
    await signOut();
    const asked = await signIn({ username: 'max', password: 'Temporary-password-1' });
    assert.equal(asked.nextStep.signInStep, 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
    const done = await confirmSignIn({ challengeResponse: PASSWORD });
    assert.deepEqual([done.isSignedIn, done.nextStep.signInStep], [true, 'DONE']);
  });
}

async function leaving() {
  await check('a refresh gives new tokens of the same sign-in', async () => {
    await enter(username, PASSWORD);
    const before = claims(String((await fetchAuthSession()).tokens.accessToken));
    const after = claims(String((await fetchAuthSession({ forceRefresh: true })).tokens.accessToken));
    assert.deepEqual([after.origin_jti, after.auth_time], [before.origin_jti, before.auth_time]);
    assert.notEqual(after.jti, before.jti);
  });
  await check('a global sign-out ends what another device holds', async () => {
    await enter(username, PASSWORD);
    const access = String((await fetchAuthSession()).tokens.accessToken);
    await signOut({ global: true });
    const answer = await fetch(server, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSCognitoIdentityProviderService.GetUser' },
      body: JSON.stringify({ AccessToken: access }),
    });
    assert.deepEqual([answer.status, (await answer.json()).message], [400, 'Access Token has been revoked']);
  });
  await check('a deleted user is gone', async () => {
    await enter(username, PASSWORD);
    await deleteUser();
    await assert.rejects(signIn({ username, password: PASSWORD }), wrong);
  });
}

await signingUp();
await signingIn();
await attributes();
await passwords();
await leaving();
