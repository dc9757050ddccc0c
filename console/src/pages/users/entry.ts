import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/users',
  title: 'Users',
  navigation: { group: 'User management' },
  aliases: [{ words: ['Users and groups', 'Users tab'] }],
  load: () => import('./Users'),
});
