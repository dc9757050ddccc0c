import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/ready/:client',
  title: "Your application's resources are ready",
  load: () => import('./Ready'),
});
