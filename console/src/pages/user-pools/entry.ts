import { definePage } from '../page';

export default definePage({
  path: '/user-pools',
  title: 'User pools',
  navigation: { group: '' },
  aliases: [{ words: ['Manage User Pools', 'Manage your User Pools', 'Your User Pools'] }],
  load: () => import('./UserPools'),
});
