import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/settings',
  title: 'Settings',
  navigation: { group: '' },
  aliases: [
    { words: ['General settings', 'User pool properties', 'Pool details', 'Deletion protection', 'Tags', 'Feature plan'] },
  ],
  load: () => import('./Settings'),
});
