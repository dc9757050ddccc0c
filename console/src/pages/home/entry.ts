import { definePage } from '../page';

export default definePage({
  path: '/',
  title: 'Gatehouse',
  aliases: [{ words: ['Home', 'Welcome'] }],
  load: () => import('./Home'),
});
