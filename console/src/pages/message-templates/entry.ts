import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/message-templates',
  title: 'Message templates',
  navigation: { group: 'Branding' },
  aliases: [{ words: ['Message customizations', 'Verification message', 'Invitation message', 'Email template'] }],
  load: () => import('./MessageTemplates'),
});
