import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/users/:user',
  title: 'User',
  load: () => import('./User'),
});
