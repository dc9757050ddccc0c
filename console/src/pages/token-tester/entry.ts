import { definePage } from '../page';

export default definePage({
  path: '/user-pools/:pool/token-tester',
  title: 'Token tester',
  navigation: { group: 'Developer tools' },
  aliases: [
    { words: ['Get a token', 'Decode token', 'JWT', 'Access token', 'invalid_client', 'invalid_scope', 'invalid_grant'] },
    { words: ['Paste a token', 'Verify token'], query: { mode: 'paste' } },
  ],
  load: () => import('./TokenTester'),
});
