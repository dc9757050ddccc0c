import { definePage } from '../page';

export default definePage({
  path: '/server/about',
  title: 'About',
  navigation: { group: 'Server' },
  aliases: [{ words: ['Version', 'Licences', 'Open-source notices', 'Third-party notices'] }],
  load: () => import('./About'),
});
