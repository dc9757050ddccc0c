import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/app-clients/create',
  title: 'Create app client',
  aliases: [{ words: ['Generate client secret', 'Confidential client', 'Public client'] }],
  load: () => import('./CreateClient'),
});
