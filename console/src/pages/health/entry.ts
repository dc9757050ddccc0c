import { definePage } from '../page';

export default definePage({
  path: '/server/health',
  title: 'Health',
  navigation: { group: 'Server' },
  aliases: [{ words: ['Metrics', 'Monitoring', 'Latency', 'CloudWatch', 'Memory', 'Status of the server'] }],
  load: () => import('./Health'),
});
