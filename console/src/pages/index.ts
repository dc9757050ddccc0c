import type { PageEntry } from './page';
import about from './about/entry';
import accessKeys from './access-keys/entry';
import administrators from './administrators/entry';
import appClientEdit from './app-client-edit/entry';
import appClient from './app-client/entry';
import appClients from './app-clients/entry';
import auditLog from './audit-log/entry';
import authenticationMethods from './authentication-methods/entry';
import createClient from './create-client/entry';
import createPool from './create-pool/entry';
import domain from './domain/entry';
import group from './group/entry';
import groups from './groups/entry';
import health from './health/entry';
import home from './home/entry';
import loginPagesEdit from './login-pages-edit/entry';
import messageInbox from './message-inbox/entry';
import messageTemplates from './message-templates/entry';
import overview from './overview/entry';
import ready from './ready/entry';
import requestLog from './request-log/entry';
import serverRequestLog from './request-log/server.entry';
import * as resourceServers from './resource-servers/entry';
import settings from './settings/entry';
import signIn from './sign-in/entry';
import signUp from './sign-up/entry';
import signingKeys from './signing-keys/entry';
import tokenTester from './token-tester/entry';
import userCreate from './user-create/entry';
import userPools from './user-pools/entry';
import user from './user/entry';
import users from './users/entry';

/** All pages; each adds its line, in the order of the sitemap (ui 6). */
export const pages: readonly PageEntry[] = [
  home,
  userPools,
  createPool,
  overview,
  ready,
  appClients,
  createClient,
  appClient,
  appClientEdit,
  loginPagesEdit,
  domain,
  resourceServers.list,
  resourceServers.create,
  resourceServers.edit,
  tokenTester,
  settings,
  userCreate,
  user,
  users,
  group,
  groups,
  messageInbox,
  signingKeys,
  authenticationMethods,
  signIn,
  signUp,
  messageTemplates,
  accessKeys,
  administrators,
  requestLog,
  health,
  serverRequestLog,
  auditLog,
  about,
];
