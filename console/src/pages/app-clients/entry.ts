import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/app-clients',
  title: 'App clients',
  navigation: { group: 'Applications' },
  aliases: [
    { words: ['Add an app client', 'Add another app client', 'Client ID'] },
    { words: ['App integration'], note: 'Domain and Resource servers have pages of their own, below Branding' },
  ],
  load: () => import('./AppClients'),
});
