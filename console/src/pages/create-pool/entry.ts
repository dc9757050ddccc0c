import { definePage } from '../page';

export default definePage({
  path: '/user-pools/create',
  title: 'Create user pool',
  aliases: [
    {
      words: [
        'Create pool',
        'Set up resources for your application',
        'Create user directory',
        'Define your application',
        'Machine-to-machine',
        'M2M',
      ],
    },
    {
      words: [
        'Step through settings',
        'Review defaults',
        'Configure sign-in experience',
        'Configure security requirements',
        'Configure sign-up experience',
        'Configure message delivery',
        'Integrate your app',
        'Review and create',
        'Set up step by step',
      ],
      query: { mode: 'detailed' },
    },
  ],
  load: () => import('./CreatePool'),
});
