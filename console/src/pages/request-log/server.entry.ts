import { definePage } from '../page';

export default definePage({
  path: '/server/request-log',
  title: 'Request log',
  navigation: { group: 'Server' },
  load: () => import('./ServerRequestLog'),
});
