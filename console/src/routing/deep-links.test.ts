import { describe, expect, it } from 'vitest';
import { deepLink } from './deep-links';

describe('addresses of Amazon’s console (ui 2.5)', () => {
  it.each([
    ['/cognito/v2/idp/user-pools', '/console/user-pools'],
    ['/cognito/users', '/console/user-pools'],
    ['/cognito/v2/idp/user-pools/create', '/console/user-pools/create'],
    ['/cognito/v2/idp/user-pools/us-east-1_Ab/users', '/console/user-pools/us-east-1_Ab/users'],
    ['/cognito/v2/idp/user-pools/us-east-1_Ab/applications/app-clients', '/console/user-pools/us-east-1_Ab/app-clients'],
    [
      '/cognito/v2/idp/user-pools/us-east-1_Ab/applications/app-clients/c1',
      '/console/user-pools/us-east-1_Ab/app-clients/c1',
    ],
    ['/cognito/v2/idp/user-pools/us-east-1_Ab/branding/domain', '/console/user-pools/us-east-1_Ab/domain'],
    ['/cognito/v2/idp/user-pools/us-east-1_Ab/something-new', '/console/user-pools/us-east-1_Ab/overview'],
    ['/cognito/v2/idp/user-pools/us-east-1_Ab', '/console/user-pools/us-east-1_Ab/overview'],
  ])('%s', (path, address) => expect(deepLink(path)).toBe(address));

  it.each(['/', '/user-pools', '/cognitoes'])('%s is our own', (path) => expect(deepLink(path)).toBeUndefined());
});
