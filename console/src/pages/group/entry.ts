import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/groups/:group',
  title: 'Group',
  load: () => import('./Group'),
});
