import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/sign-up',
  title: 'Sign-up',
  navigation: { group: 'Authentication' },
  aliases: [{ words: ['Attributes', 'Required attributes', 'Custom attributes', 'Sign-up experience', 'Self-service sign-up', 'Attribute verification'] }],
  load: () => import('./SignUp'),
});
