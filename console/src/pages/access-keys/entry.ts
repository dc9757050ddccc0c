import { definePage } from '../page';

export default definePage({
  path: '/server/access-keys',
  title: 'Access keys',
  navigation: { group: 'Server' },
  aliases: [{ words: ['AWS access keys', 'Credentials', 'aws configure', 'AWS CLI', 'IAM', 'Secret access key'] }],
  load: () => import('./AccessKeys'),
});
