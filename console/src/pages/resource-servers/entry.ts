import { definePage } from '../page';

export const list = definePage({
  path: '/user-pools/:pool/domain/resource-servers',
  title: 'Resource servers',
  navigation: { group: 'Branding' },
  aliases: [{ words: ['Custom scopes', 'Scopes'] }],
  load: () => import('./ResourceServers'),
});

export const create = definePage({
  path: '/user-pools/:pool/domain/resource-servers/create',
  title: 'Create a resource server',
  aliases: [{ words: ['Add a resource server', 'Create resource server'] }],
  load: () => import('./CreateServer'),
});

/** An identifier may have slashes, which not every server lets through in a path: it is in the query. */
export const edit = definePage({
  path: '/user-pools/:pool/domain/resource-servers/edit',
  title: 'Edit resource server',
  load: () => import('./EditServer'),
});
