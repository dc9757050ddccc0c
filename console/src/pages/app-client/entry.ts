import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/app-clients/:client',
  title: 'App client',
  aliases: [
    {
      words: [
        'App client settings',
        'Hosted UI settings',
        'Hosted UI',
        'Login pages',
        'Allowed OAuth Flows',
        'OAuth 2.0 grant types',
        'Allowed OAuth Scopes',
        'Enabled Identity Providers',
        'Callback URL(s)',
        'Sign out URL(s)',
        'Client credentials',
        'Implicit grant',
      ],
      query: { tab: 'login-pages' },
    },
    { words: ['Client secret', 'Rotate secret', 'Secrets'], query: { tab: 'secrets' } },
    { words: ['Quick setup guide', 'Sample code', 'Postman'], query: { tab: 'quick-setup-guide' } },
    { words: ['Attribute permissions', 'Attribute read and write permissions'], query: { tab: 'attribute-permissions' } },
    { words: ['Machine attributes'], query: { tab: 'machine-attributes' } },
  ],
  load: () => import('./AppClient'),
});
