// Stored text is text wherever the console shows it (UI-02): on pages and tabs, in dialogs, results of the search, calls, the
// document's title and the export.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { buttonAt, buttonsOf } from '../buttons.mjs';
import { askToken, call, cognito, unique } from '../cognito.mjs';
import { declaredPages, nameOf, viewsOf } from '../pages.mjs';
import { signIn } from '../session.mjs';
import { openWindow, settled } from '../window.mjs';

/** Without blanks, which names do not take: a browser ends an attribute with a slash as well. */
const PIECES = [
  '</title></textarea>',
  '">',
  "'>",
  '<x-inert>',
  '<script>window.ran=1</script>',
  "<img/src='x'/onerror='window.ran=1'>",
  "<svg/onload='window.ran=1'>",
  "<img/src='//evil.example/p'>",
  '{{7+7}}',
  '${7+7}',
  'javascript:window.ran=1',
  '\u202E',
];

/** What the pieces would make of a page that took one of them for markup. */
const MADE = 'x-inert, img[src="x"], img[src*="evil.example"], [onerror], [onload], [href^="javascript:" i]';

const resources = new URL('../../../server/src/main/resources/dev/gatehouse/aws/', import.meta.url);
const { shapes } = JSON.parse(readFileSync(new URL('constraints-cognito-idp.json', resources), 'utf8'));

/** Every piece that a shape takes, in as few texts as its length allows; each begins with the field's mark. */
function textsOf(field, shape, { before = '', max = shapes[shape].max } = {}) {
  const { pattern } = shapes[shape];
  const whole = new RegExp(`^(?:${pattern?.replace('(?s)', '') ?? '.*'})$`, 'su');
  const mark = `${before}.${field}.`;
  const texts = [mark];
  for (const piece of PIECES.filter((each) => whole.test(mark + each) && mark.length + each.length <= max)) {
    if (texts.at(-1).length + piece.length > max) texts.push(mark);
    texts[texts.length - 1] += piece;
  }
  return texts;
}

export default async function inert({ browser, server, report }) {
  const stored = await store(server);
  await patternsRefuse(stored, report);
  const window = await openWindow(browser);
  const dialogs = [];
  window.page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await signIn(window, server);
  const seen = new Set();
  const context = { ...stored, window, page: window.page, report, seen, opened: new Set() };
  const segments = { users: await segmentsOf(context, 'users'), groups: await segmentsOf(context, 'groups') };
  for (const { title, address } of viewsOfAll({ ...stored, ...segments })) {
    await go(context, address);
    await isInert(context, title);
    await opened(context, title, address);
  }
  await titled(context, segments);
  await inbox(context);
  await audited(context);
  await tested(context);
  await found(context);
  await called(context, segments);
  await exported(context);
  await refusedOfNoPool(context);
  const missing = stored.fields.filter(({ text }) => !seen.has(text));
  report.equal('UI-02 every stored text is shown as text', missing, []);
  report.equal('UI-02 no dialog of the browser', dialogs, []);
  report.equal('UI-02 no request goes to another origin', [...window.origins].sort(), [new URL(server.url).origin]);
  await window.close();
}

// What is stored

async function store(server) {
  const fields = [];
  const api = cognito(server);
  /** The texts of a field, all of which must be seen. */
  const texts = (field, shape, options = {}) => {
    const all = textsOf(field, shape, options).slice(0, options.count);
    fields.push(...all.map((text) => ({ field, text })));
    return all;
  };
  const admin = (action, input, headers) => succeeds(call(server, server.credentials, action, input, headers));
  const { pool, name, custom } = await storePool(api, texts);
  const users = await storeUsers(api, pool, custom, texts);
  const groups = await storeGroups({ api, admin, pool, users, texts });
  const { client, secret, identifiers, refused } = await storeClient({ api, admin, pool, texts });
  const [description] = texts('access key', 'ResourceServerScopeDescriptionType');
  await admin('gatehouse:CreateAccessKey', { Description: description });
  for (const scope of refused) {
    await askToken(server, client, secret, scope);
    fields.push({ field: 'refused scope', text: `The scope ${scope} is not attached` });
  }
  await askToken(server, "<b>'\"", 'x', undefined, await tokenPath(api, pool));
  fields.push({ field: 'refused client id', text: "No app client has the id <b>'…." });
  return { api, server, fields, pool, name, users, groups, client, identifiers };
}

async function succeeds(asked) {
  const { status, body } = await asked;
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

async function storePool(api, texts) {
  const keys = texts('tag key', 'TagKeysType');
  const [value] = texts('tag value', 'TagValueType');
  const [custom] = textsOf('c', 'CustomAttributeNameType');
  const one = (field, shape, before) => texts(field, shape, { before, count: 1 })[0];
  const { UserPool } = await api.CreateUserPool({
    PoolName: unique('inert'),
    UserPoolTags: Object.fromEntries(keys.map((key) => [key, value])),
    Schema: [{ Name: custom, AttributeDataType: 'String', Mutable: true, StringAttributeConstraints: { MaxLength: '2048' } }],
    AutoVerifiedAttributes: ['email'],
    EmailVerificationSubject: one('verification subject', 'EmailVerificationSubjectType'),
    EmailVerificationMessage: one('verification mail', 'EmailVerificationMessageType', '{####}'),
    SmsVerificationMessage: one('verification text', 'SmsVerificationMessageType', '{####}'),
    AdminCreateUserConfig: {
      InviteMessageTemplate: {
        EmailSubject: one('invitation subject', 'EmailVerificationSubjectType'),
        EmailMessage: one('invitation mail', 'EmailInviteMessageType', '{username}{####}'),
        SMSMessage: one('invitation text', 'SmsVerificationMessageType', '{username}{####}'),
      },
    },
  });
  return { pool: UserPool.Id, name: UserPool.Name, custom: `custom:${custom}` };
}

const ATTRIBUTES = ['name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture', 'website', 'address', 'gender'];

async function storeUsers(api, pool, custom, texts) {
  const attributes = [...ATTRIBUTES, custom].map((Name, at) => ({
    Name,
    Value: texts(Name === custom ? 'custom' : ATTRIBUTES[at], 'AttributeValueType')[0],
  }));
  const users = texts('user', 'UsernameType');
  for (const Username of users) {
    const email = { Name: 'email', Value: `${unique('inert')}@example.com` };
    const UserAttributes = [email, ...attributes];
    await api.AdminCreateUser({ UserPoolId: pool, Username, UserAttributes, DesiredDeliveryMediums: ['EMAIL'] });
  }
  return users;
}

/** By a program whose name is a stored text, too, which the audit log shows; headers take ASCII alone. */
async function storeGroups({ api, admin, pool, users, texts }) {
  const [description] = texts('group description', 'DescriptionType');
  const [agent] = texts('user agent', 'ScopeType');
  const groups = texts('group', 'GroupNameType');
  for (const GroupName of groups) {
    await admin('cognito-idp:CreateGroup', { UserPoolId: pool, GroupName, Description: description }, { 'user-agent': agent });
    for (const Username of users) await api.AdminAddUserToGroup({ UserPoolId: pool, GroupName, Username });
  }
  return groups;
}

/** A confidential client with the scopes of every resource server but the last, which is refused. */
async function storeClient({ api, admin, pool, texts }) {
  await api.CreateUserPoolDomain({ UserPoolId: pool, Domain: unique('inert') });
  const half = shapes.ScopeType.max / 2 - 1;
  const identifiers = texts('identifier', 'ResourceServerIdentifierType', { max: half });
  const names = texts('scope', 'ResourceServerScopeNameType', { max: half });
  const [description] = texts('scope description', 'ResourceServerScopeDescriptionType');
  for (const Identifier of identifiers) {
    const Scopes = names.map((ScopeName) => ({ ScopeName, ScopeDescription: description }));
    await api.CreateResourceServer({ UserPoolId: pool, Identifier, Name: 'inert', Scopes });
  }
  const scopes = identifiers.flatMap((identifier) => names.map((name) => `${identifier}/${name}`));
  const refused = scopes.splice(-1);
  const [callback] = texts('callback', 'RedirectUrlType', { before: 'https://app.example/' });
  const [signOut] = texts('sign-out', 'RedirectUrlType', { before: 'https://app.example/' });
  const { UserPoolClient } = await api.CreateUserPoolClient({
    UserPoolId: pool,
    ClientName: unique('inert'),
    GenerateSecret: true,
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: scopes,
    AllowedOAuthFlowsUserPoolClient: true,
    CallbackURLs: [callback],
    LogoutURLs: [signOut],
  });
  const { ClientId, ClientSecret } = UserPoolClient;
  const [value] = texts('claim value', 'TagValueType');
  const Claims = Object.fromEntries(texts('claim', 'TagKeysType').map((claim) => [claim, value]));
  const [audience] = texts('audience', 'TagValueType');
  await admin('gatehouse:SetClientAttributes', { UserPoolId: pool, ClientId, Claims, Audience: [audience] });
  return { client: ClientId, secret: ClientSecret, identifiers, refused };
}

async function tokenPath(api, pool) {
  const { UserPool } = await api.DescribeUserPool({ UserPoolId: pool });
  return `/domains/${UserPool.Domain}/oauth2/token`;
}

/** Names that take no markup at all: it is refused before it is stored. */
async function patternsRefuse({ api, pool, client, identifiers }, report) {
  const name = '<x-inert>';
  const refusals = {
    pool: () => api.CreateUserPool({ PoolName: name }),
    'app client': () => api.UpdateUserPoolClient({ UserPoolId: pool, ClientId: client, ClientName: name }),
    'resource server': () => api.UpdateResourceServer({ UserPoolId: pool, Identifier: identifiers[0], Name: name }),
    'callback URL': () => api.CreateUserPoolClient({ UserPoolId: pool, ClientName: 'x', CallbackURLs: ['javascript:window.ran=1'] }),
  };
  const outcomes = {};
  for (const [what, act] of Object.entries(refusals)) outcomes[what] = await act().then(() => 'stored', (error) => error.name);
  const expected = Object.fromEntries(Object.keys(refusals).map((what) => [what, 'InvalidParameterException']));
  report.equal('UI-02 what takes no markup refuses it', outcomes, expected);
}

// Where it is shown

/** Users and groups as they are in the addresses of their pages, which the links of the lists say. */
async function segmentsOf(context, list) {
  const { page, pool } = context;
  await go(context, `/console/user-pools/${pool}/${list}`);
  const segments = [];
  for (const name of context[list]) {
    const link = page.getByRole('link', { name, exact: true });
    segments.push((await link.getAttribute('href')).split('/').at(-1));
  }
  return segments;
}

/** Every view of every page, and those about one thing for each thing. */
function viewsOfAll({ pool, client, users, groups, identifiers }) {
  const views = new Map();
  for (let at = 0; at < Math.max(users.length, groups.length, identifiers.length); at += 1) {
    const params = {
      pool,
      client,
      user: users[at] ?? users[0],
      group: groups[at] ?? groups[0],
      identifier: identifiers[at] ?? identifiers[0],
    };
    for (const page of declaredPages()) {
      const all = viewsOf(page, params);
      for (const view of all) if (!views.has(view)) views.set(view, nameOf(page, view, all));
    }
  }
  return [...views].map(([address, title]) => ({ address, title }));
}

async function go({ page, server }, address) {
  await page.goto(server.url + address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await settled(page);
}

/** Nothing that is stored became an element or ran, and the browser refused nothing. */
async function isInert({ window, page, report, fields, seen }, title) {
  const { texts, ...outcome } = await page.evaluate((made) => {
    const scripts = [...document.scripts].filter(({ text }) => text.includes('window.ran'));
    return {
      ran: window.ran,
      made: [...document.querySelectorAll(made), ...scripts].map(({ outerHTML }) => outerHTML.slice(0, 200)),
      texts: [
        document.body.textContent,
        ...[...document.querySelectorAll('input, textarea')].map(({ value }) => value),
      ],
    };
  }, MADE);
  for (const { text } of fields) if (texts.some((each) => each.includes(text) || each.includes(inJson(text)))) seen.add(text);
  report.equal(`UI-02 ${title}: what is stored is inert`, { ...outcome, complaints: window.complaints() }, { ran: undefined, made: [], complaints: [] });
}

function inJson(text) {
  return JSON.stringify(text).slice(1, -1);
}

/** What opens a dialog or a form. */
const OPENS = /^(Add|Delete|Edit|Rename|Set password)\b/;

/** What the buttons and menus of a view open, with the first row chosen that has something stored. */
async function opened(context, title, address) {
  const { page } = context;
  const path = new URL(page.url()).pathname;
  for (const opener of await openersOf(page)) {
    // Of a page's tabs, most have the same buttons.
    const key = `${path} ${opener.name} ${opener.item}`;
    if (context.opened.has(key)) continue;
    context.opened.add(key);
    await choose(page);
    if (await open(page, opener)) await isInert(context, `${title}, ${opener.item ?? opener.name.replace(/ \S*\d\S*$/, '')}`);
    await go(context, address);
  }
}

async function openersOf(page) {
  const buttons = (await buttonsOf(page)).filter(({ writes }) => writes);
  const openers = buttons.filter(({ name, isMenu }) => OPENS.test(name) && !isMenu);
  for (const menu of buttons.filter(({ isMenu, isDisabled }) => isMenu && !isDisabled)) {
    await buttonAt(page, menu).click();
    const items = await page.getByRole('menuitem').allTextContents();
    await page.keyboard.press('Escape');
    openers.push(...items.filter((item) => OPENS.test(item)).map((item) => ({ ...menu, item })));
  }
  return openers;
}

async function choose(page) {
  const row = page.locator('#content').getByRole('row').filter({ hasText: '<x-inert>' });
  const choice = row.getByRole('radio').or(row.getByRole('checkbox')).first();
  if ((await choice.count()) > 0) await choice.check();
}

/** Whether it could be pressed: some want a row that there is not. */
async function open(page, { at, item }) {
  const button = buttonAt(page, { at });
  if (!(await button.isEnabled())) return false;
  await button.click();
  if (item !== undefined) await page.getByRole('menuitem', { name: item, exact: true }).click();
  await settled(page);
  return true;
}

async function titled(context, segments) {
  const { page, pool, users, name, report } = context;
  await go(context, `/console/user-pools/${pool}/users/${segments.users[0]}`);
  report.equal("UI-02 the document's title", await page.title(), `${users[0]} - ${name} - Gatehouse`);
}

async function inbox(context) {
  const { page, server, pool } = context;
  const { body } = await call(server, server.credentials, 'gatehouse:ListMessages', { UserPoolId: pool });
  const [message] = body.Messages;
  await go(context, `/console/user-pools/${pool}/message-inbox?message=${message.MessageId}`);
  await isInert(context, 'Message inbox, a message');
  await page.getByRole('tab', { name: 'Source' }).click();
  await isInert(context, 'Message inbox, its source');
}

async function audited(context) {
  const { server, pool } = context;
  const { body } = await call(server, server.credentials, 'gatehouse:ListAuditEvents', { UserPoolId: pool });
  for (const name of ['CreateUserPool', 'CreateGroup', 'CreateResourceServer', 'SetClientAttributes']) {
    const { EventId } = body.Events.find(({ EventName }) => EventName === name);
    await go(context, `/console/server/audit-log?shown=${EventId}`);
    await context.page.getByRole('region', { name: 'event as JSON' }).waitFor();
    await isInert(context, `Audit log, ${name}`);
  }
}

async function tested(context) {
  const { page, pool, client } = context;
  await go(context, `/console/user-pools/${pool}/token-tester?client=${client}`);
  await page.getByRole('button', { name: 'Get token' }).click();
  await page.getByRole('table', { name: 'Claims' }).waitFor();
  await isInert(context, 'Token tester, the claims');
}

async function found(context) {
  const { page, pool, users, report } = context;
  await go(context, `/console/user-pools/${pool}/overview`);
  await page.getByRole('combobox', { name: 'Search pages, pools, clients, users' }).fill(users[0].slice(0, 9));
  await report.passes('UI-02 the search shows the user', () =>
    page.getByRole('option').filter({ hasText: users[0] }).first().waitFor(),
  );
  await isInert(context, 'the search');
}

async function called(context, segments) {
  const { page, pool, report } = context;
  // As the shell quotes it.
  const shown = [
    [`users/${segments.users[0]}`, 'AdminGetUser'],
    [`groups/${segments.groups[0]}`, 'GetGroup'],
  ];
  for (const [address, operation] of shown) {
    await go(context, `/console/user-pools/${pool}/${address}`);
    await page.keyboard.press('\\');
    await page.getByRole('radio', { name: new RegExp(`^${operation} `) }).first().check();
    await report.passes(`UI-02 the call ${operation} shows its input`, () => page.locator('pre').filter({ hasText: '<x-inert>' }).last().waitFor());
    await isInert(context, `API calls, ${operation}`);
  }
}

/** Of a client that there is not, the server's log tells alone. */
async function refusedOfNoPool(context) {
  await go(context, '/console/server/request-log?errors=only');
  await isInert(context, 'Request log of the server, only errors');
}

/** What is exported is what the API says, character by character. */
async function exported(context) {
  const { page, server, pool, fields, report } = context;
  const { text } = fields.find(({ field }) => field === 'refused scope');
  await go(context, `/console/user-pools/${pool}/request-log?errors=only`);
  await isInert(context, 'Request log, only errors');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export JSON lines' }).click();
  const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line));
  const asked = { UserPoolId: pool, OnlyErrors: true };
  const { body } = await call(server, server.credentials, 'gatehouse:ListRequests', asked);
  const isIt = ({ Reasons }) => Reasons.some((reason) => reason.includes(text));
  const expected = body.Requests.find(isIt);
  report.holds('UI-02 the log has the scope', expected !== undefined, JSON.stringify(body));
  report.equal('UI-02 the export of the request log has it as it is', lines.find(isIt), expected);
}
