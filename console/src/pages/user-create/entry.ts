import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/users/create',
  title: 'Create user',
  load: () => import('./CreateUser'),
});
