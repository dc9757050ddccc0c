import type { UpdateUserPoolCommandInput, UserPoolType } from '@aws-sdk/client-cognito-identity-provider';

/** What a template says; empty where the server's own text is used. */
export interface TemplateDraft {
  readonly subject: string;
  readonly email: string;
  readonly sms: string;
}

export type Kind = 'verification' | 'invitation';

/** What must be in a message of that kind, beside what the service model demands (MT-1). */
export const PLACEHOLDERS: Readonly<Record<Kind, readonly string[]>> = {
  verification: ['{####}'],
  invitation: ['{username}', '{####}'],
};

export function lacksPlaceholder(kind: Kind, message: string): boolean {
  return message !== '' && PLACEHOLDERS[kind].some((each) => !message.includes(each));
}

export function draftOf(kind: Kind, pool: UserPoolType): TemplateDraft {
  if (kind === 'invitation') {
    const { EmailSubject = '', EmailMessage = '', SMSMessage = '' } = pool.AdminCreateUserConfig?.InviteMessageTemplate ?? {};
    return { subject: EmailSubject, email: EmailMessage, sms: SMSMessage };
  }
  const template = pool.VerificationMessageTemplate ?? {};
  return {
    subject: template.EmailSubject ?? pool.EmailVerificationSubject ?? '',
    email: template.EmailMessage ?? pool.EmailVerificationMessage ?? '',
    sms: template.SmsMessage ?? pool.SmsVerificationMessage ?? '',
  };
}

export const isByLink = (pool: UserPoolType) => pool.VerificationMessageTemplate?.DefaultEmailOption === 'CONFIRM_WITH_LINK';

/**
 * The settings that change. A verification message has an older setting beside the template; both say the same, but a
 * template with a message for links takes no second one (UP-23).
 */
export function changesOf(kind: Kind, pool: UserPoolType, { subject, email, sms }: TemplateDraft): Partial<UpdateUserPoolCommandInput> {
  const given = (name: string, value: string) => (value === '' ? {} : { [name]: value });
  if (kind === 'invitation') {
    const template = { ...given('EmailSubject', subject), ...given('EmailMessage', email), ...given('SMSMessage', sms) };
    const { InviteMessageTemplate: _, ...others } = pool.AdminCreateUserConfig ?? {};
    return {
      AdminCreateUserConfig: { ...others, ...(Object.keys(template).length === 0 ? {} : { InviteMessageTemplate: template }) },
    };
  }
  const { EmailSubject: _subject, EmailMessage: _message, SmsMessage: _sms, ...others } = pool.VerificationMessageTemplate ?? {};
  const hasLinkMessage = others.EmailMessageByLink !== undefined;
  return {
    VerificationMessageTemplate: {
      ...others,
      ...given('EmailSubject', subject),
      ...(hasLinkMessage ? {} : given('EmailMessage', email)),
      ...given('SmsMessage', sms),
    },
    EmailVerificationSubject: subject === '' ? undefined : subject,
    EmailVerificationMessage: email === '' ? undefined : email,
    SmsVerificationMessage: sms === '' ? undefined : sms,
  };
}
