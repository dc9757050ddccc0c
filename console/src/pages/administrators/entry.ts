import { definePage } from '../page';

export default definePage({
  path: '/server/administrators',
  title: 'Administrators',
  navigation: { group: 'Server' },
  aliases: [{ words: ['Roles', 'Own password', 'Change password', 'Second factor', 'Authenticator app', 'Sessions of the console'] }],
  load: () => import('./Administrators'),
});
