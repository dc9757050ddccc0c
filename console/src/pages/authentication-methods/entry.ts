import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/authentication-methods',
  title: 'Authentication methods',
  navigation: { group: 'Authentication' },
  aliases: [
    { words: ['Policies', 'Password policy', 'FROM address'] },
    { words: ['Messaging', 'SES', 'Email configuration'], note: 'Emails go over this server, not over Amazon SES' },
    { words: ['SNS', 'SMS configuration'], note: 'SMS go over the webhook of this server, not over Amazon SNS' },
  ],
  load: () => import('./AuthenticationMethods'),
});
