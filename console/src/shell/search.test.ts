import { describe, expect, it } from 'vitest';
import { pages } from '../pages';
import { findPages, findPools, normal } from './search';

/** ui 2.5: words of tutorials of any generation, and the page that each must find first. */
const TABLE: readonly [page: string, words: readonly string[]][] = [
  ['User pools', ['Manage User Pools', 'Manage your User Pools', 'Your User Pools']],
  ['Create user pool', ['Review defaults', 'Step through settings', 'Create pool']],
  ['Create user pool', ['Configure sign-in experience', 'Integrate your app', 'Review and create']],
  ['Create user pool', ['Set up resources for your application', 'Create user directory', 'Define your application']],
  ['Settings', ['General settings', 'User pool properties', 'Pool details']],
  ['Users', ['Users and groups', 'Users tab']],
  ['Sign-up', ['Attributes', 'Required attributes', 'Custom attributes']],
  ['Authentication methods', ['Policies', 'Password policy']],
  ['Sign-in', ['MFA and verifications', 'Multi-factor authentication', 'Sign-in experience']],
  ['Sign-up', ['Sign-up experience']],
  ['Authentication methods', ['Messaging', 'SES', 'SNS', 'Email configuration', 'SMS configuration']],
  ['Message templates', ['Message customizations', 'Verification message']],
  ['Sign-in', ['Devices', 'Device tracking']],
  ['App clients', ['App clients', 'Add an app client', 'Add another app client', 'App integration']],
  [
    'App client',
    [
      'App client settings',
      'Hosted UI settings',
      'Hosted UI',
      'Login pages',
      'Allowed OAuth Flows',
      'OAuth 2.0 grant types',
      'Allowed OAuth Scopes',
      'Enabled Identity Providers',
      'Callback URL(s)',
      'Sign out URL(s)',
    ],
  ],
  ['Domain', ['Domain name', 'Amazon Cognito domain', 'Create Cognito domain', 'Create custom domain', 'Use your domain']],
  ['Managed login', ['UI customization', 'Hosted UI customization', 'Branding', 'Styles']],
  ['Extensions', ['Triggers', 'Lambda triggers', 'Workflows']],
  ['Social and external providers', ['Identity providers', 'Federation', 'Federated sign-in', 'Attribute mapping']],
  ['Threat protection', ['Advanced security', 'Adaptive authentication']],
  ['Overview', ['Analytics', 'Pinpoint']],
  ['Identity pools', ['Federated identities', 'Manage Identity Pools']],
];

const pool = { id: 'us-east-1_a1B2c3D4e', name: 'WildRydes' };

describe('G-8: the words of any tutorial find their page first (ui 2.5)', () => {
  const there = new Set(pages.map(({ title }) => title));
  const words = TABLE.filter(([page]) => there.has(page)).flatMap(([page, each]) => each.map((word) => [word, page]));

  it.each([...words, ['About', 'About'], ['Version', 'About']])('%s leads to %s', (word, page) => {
    expect(findPages(pages, word ?? '', pool, 'client')[0]?.text).toBe(page);
    expect(findPages(pages, (word ?? '').toLowerCase(), pool, 'client')[0]?.text).toBe(page);
  });
});

describe('search', () => {
  const made = (path: string, title: string, words: readonly string[] = []) =>
    ({ path, title, aliases: [{ words, note: 'n', query: { tab: 't' } }] }) as unknown as (typeof pages)[number];
  const all = [
    made('/user-pools', 'User pools'),
    made('/user-pools/:pool/domain', 'Domain', ['Domain name']),
    made('/user-pools/:pool/app-clients/:client', 'App client', ['Hosted UI']),
  ];

  it('leads into the pool, or to where one is chosen', () => {
    expect(findPages(all, 'domain', pool)).toEqual([
      { address: '/console/user-pools/us-east-1_a1B2c3D4e/domain', text: 'Domain', where: 'WildRydes' },
    ]);
    expect(findPages(all, 'domain', undefined)).toEqual([
      { address: '/console/user-pools', text: 'Domain', where: 'Choose a user pool first' },
    ]);
  });

  it('leads to the tab that an alias names, or to where an app client is chosen', () => {
    expect(findPages(all, 'hosted ui', pool, 'c1')[0]).toEqual({
      address: '/console/user-pools/us-east-1_a1B2c3D4e/app-clients/c1?tab=t',
      text: 'App client',
      where: 'WildRydes',
      note: 'n',
    });
    expect(findPages(all, 'hosted ui', pool)[0]?.address).toBe('/console/user-pools/us-east-1_a1B2c3D4e/app-clients');
  });

  it('leads to no page that needs a name which it does not know', () => {
    const ofUser = made('/user-pools/:pool/users/:user', 'User');
    expect(findPages([ofUser, made('/user-pools/:pool/users', 'Users')], 'user', pool).map(({ text }) => text)).toEqual(['Users']);
  });

  it('the exact name comes before a part of it', () => {
    expect(findPages([made('/a', 'User pools settings'), made('/b', 'User pools')], 'user pools', undefined)[0]?.text).toBe(
      'User pools',
    );
    expect(findPages(all, '', pool)).toEqual([]);
    expect(findPages(all, 'xyzzy', pool)).toEqual([]);
  });

  it('finds pools by name or id', () => {
    const pools = [{ Id: 'us-east-1_Ab', Name: 'WildRydes' }];
    for (const typed of ['wild', 'EAST-1_a']) expect(findPools(pools, typed)).toHaveLength(1);
    expect(findPools(pools, 'other')).toEqual([]);
  });

  it('forgets case and punctuation', () => {
    expect(normal('Callback URL(s)')).toBe('callback urls');
    expect(normal('  OAuth 2.0—grant types ')).toBe('oauth 2.0 grant types');
  });
});
