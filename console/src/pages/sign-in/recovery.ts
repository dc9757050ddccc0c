import type { AccountRecoverySettingType, RecoveryOptionType } from '@aws-sdk/client-cognito-identity-provider';

export const WAYS = ['email', 'sms', 'email-sms', 'sms-email', 'admin'] as const;
export type Way = (typeof WAYS)[number];

const NAMES: Readonly<Record<Way, readonly NonNullable<RecoveryOptionType['Name']>[]>> = {
  email: ['verified_email'],
  sms: ['verified_phone_number'],
  'email-sms': ['verified_email', 'verified_phone_number'],
  'sms-email': ['verified_phone_number', 'verified_email'],
  admin: ['admin_only'],
};

export function settingOf(way: Way): AccountRecoverySettingType {
  return { RecoveryMechanisms: NAMES[way].map((Name, i) => ({ Name, Priority: i + 1 })) };
}

/** The way that a setting is; e-mail where it says nothing (behaviour reference 1.3). */
export function wayOf(setting: AccountRecoverySettingType | undefined): Way {
  const names = [...(setting?.RecoveryMechanisms ?? [])]
    .sort((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0))
    .map(({ Name }) => Name);
  return WAYS.find((way) => NAMES[way].join() === names.join()) ?? 'email';
}
