import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/overview',
  title: 'Overview',
  navigation: { group: '' },
  aliases: [
    { words: ['Pool ARN', 'Issuer', 'Token signing key URL', 'Set-up checklist'] },
    { words: ['Analytics', 'Pinpoint'], note: 'Analytics with Pinpoint is not offered here' },
  ],
  load: () => import('./Overview'),
});
