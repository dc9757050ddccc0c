import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/message-inbox',
  title: 'Message inbox',
  navigation: { group: 'Developer tools' },
  aliases: [{ words: ['Inbox', 'Messages', 'Verification code', 'Capture mode', 'Emails', 'SMS messages'] }],
  load: () => import('./MessageInbox'),
});
