import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/app-clients/:client/login-pages',
  title: 'Edit login pages',
  load: () => import('./EditLoginPages'),
});
