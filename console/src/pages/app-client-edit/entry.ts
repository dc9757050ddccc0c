import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/app-clients/:client/edit',
  title: 'Edit app client information',
  aliases: [{ words: ['Token expiration', 'Authentication flows', 'Refresh token expiration', 'Access token expiration'] }],
  load: () => import('./EditInformation'),
});
