import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/request-log',
  title: 'Request log',
  navigation: { group: 'Developer tools' },
  aliases: [{ words: ['Requests', 'invalid_scope', 'invalid_client', 'unauthorized_client', 'redirect_mismatch', 'Errors', 'Why was it refused'] }],
  load: () => import('./PoolRequestLog'),
});
