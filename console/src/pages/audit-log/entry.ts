import { definePage } from '../page';

export default definePage({
  path: '/server/audit-log',
  title: 'Audit log',
  navigation: { group: 'Server' },
  aliases: [{ words: ['CloudTrail', 'Events', 'Who did it', 'History of changes'] }],
  load: () => import('./AuditLog'),
});
