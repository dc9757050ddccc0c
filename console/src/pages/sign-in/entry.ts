import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/sign-in',
  title: 'Sign-in',
  navigation: { group: 'Authentication' },
  aliases: [
    { words: ['MFA and verifications', 'Multi-factor authentication', 'Sign-in experience', 'MFA', 'User account recovery'] },
    { words: ['Devices', 'Device tracking'], note: 'Remembered devices are not offered here yet' },
  ],
  load: () => import('./SignIn'),
});
