import { describe, expect, test } from 'vitest';
import { changesOf, draftOf, lacksPlaceholder } from './templates';

describe('placeholders (MT-1)', () => {
  test.each([
    ['verification', 'Your code is {####}', false],
    ['verification', 'Your code is lost', true],
    ['verification', '', false],
    ['invitation', 'You are {username} with {####}', false],
    ['invitation', 'You have {####}', true],
    ['invitation', 'You are {username}', true],
  ] as const)('%s "%s" lacks one: %s', (kind, message, is) => {
    expect(lacksPlaceholder(kind, message)).toBe(is);
  });
});

test('the template goes before the older settings (UP-23)', () => {
  expect(
    draftOf('verification', {
      EmailVerificationMessage: 'old {####}',
      EmailVerificationSubject: 'old',
      VerificationMessageTemplate: { EmailMessage: 'new {####}' },
    }),
  ).toEqual({ subject: 'old', email: 'new {####}', sms: '' });
});

test('both settings of a verification message change together', () => {
  const pool = { VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' as const, SmsMessage: 'old {####}' } };
  expect(changesOf('verification', pool, { subject: 'Hello', email: 'Code {####}', sms: '' })).toEqual({
    VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE', EmailSubject: 'Hello', EmailMessage: 'Code {####}' },
    EmailVerificationSubject: 'Hello',
    EmailVerificationMessage: 'Code {####}',
    SmsVerificationMessage: undefined,
  });
});

test('a template with a message for links gets no second one (UP-23)', () => {
  const pool = { VerificationMessageTemplate: { EmailMessageByLink: '{##Click##}' } };
  const changes = changesOf('verification', pool, { subject: '', email: 'Code {####}', sms: '' });
  expect(changes.VerificationMessageTemplate).toEqual({ EmailMessageByLink: '{##Click##}' });
  expect(changes.EmailVerificationMessage).toBe('Code {####}');
});

test('an invitation leaves the rest of its setting as it is', () => {
  const pool = {
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true, InviteMessageTemplate: { SMSMessage: 'x {username} {####}' } },
  };
  expect(changesOf('invitation', pool, { subject: 'Welcome', email: '', sms: '' })).toEqual({
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true, InviteMessageTemplate: { EmailSubject: 'Welcome' } },
  });
  expect(changesOf('invitation', pool, { subject: '', email: '', sms: '' })).toEqual({
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
  });
});
