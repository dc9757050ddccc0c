import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/domain',
  title: 'Domain',
  navigation: { group: 'Branding' },
  aliases: [
    {
      words: [
        'Domain name',
        'Amazon Cognito domain',
        'Create Cognito domain',
        'Create custom domain',
        'Use your domain',
        'Token endpoint',
      ],
    },
  ],
  load: () => import('./Domain'),
});
