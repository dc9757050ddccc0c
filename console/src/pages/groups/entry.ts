import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/groups',
  title: 'Groups',
  navigation: { group: 'User management' },
  load: () => import('./Groups'),
});
