import { beforeEach, describe, expect, it } from 'vitest';
import { currentPlace, escape, href, match, navigate, setQuery, startRouter, unescape, url } from './router';

describe('addresses', () => {
  it('are below /console', () => {
    expect(href('/')).toBe('/console/');
    expect(href('/user-pools')).toBe('/console/user-pools');
    expect(href('/user-pools', { filter: 'a b' })).toBe('/console/user-pools?filter=a+b');
    expect(url('/user-pools/:pool/domain', { pool: 'us-east-1_a1B2c3D4e' })).toBe(
      '/console/user-pools/us-east-1_a1B2c3D4e/domain',
    );
  });

  it.each([
    ['UnicornManager', 'UnicornManager'],
    ['ada@example.com', 'ada@example~2ecom'],
    ['https://api.example.com/', 'https:~2f~2fapi~2eexample~2ecom~2f'],
    ['..', '~2e~2e'],
    ['50%', '50~25'],
    ['a~b', 'a~7eb'],
    ['a;b\\c d', 'a~3bb~5cc~20d'],
    ['Grüße', 'Gr~c3~bc~c3~9fe'],
    ['🦄', '~f0~9f~a6~84'],
  ])('UI-17: %s is one segment without an escape that the server refuses', (value, segment) => {
    expect(escape(value)).toBe(segment);
    expect(unescape(segment)).toBe(value);
    expect(segment).not.toMatch(/[%;\\/ ]|^\.\.?$/);
  });

  it.each(['~', '~2', '~2F', '~zz', 'a~c3', '~ff'])('%s is no segment of ours', (segment) => {
    expect(unescape(segment)).toBeUndefined();
  });
});

describe('match', () => {
  it('gives the variables', () => {
    expect(match('/user-pools/:pool/app-clients/:client', '/user-pools/p_1/app-clients/c~2f')).toEqual({
      pool: 'p_1',
      client: 'c/',
    });
  });

  it.each(['/user-pools', '/user-pools/p/app-clients', '/user-pools//app-clients/c', '/user-pools/p/groups/c'])(
    '%s is another path',
    (path) => expect(match('/user-pools/:pool/app-clients/:client', path)).toBeUndefined(),
  );
});

describe('navigation', () => {
  beforeEach(() => navigate('/console/', 'replace'));

  it('goes to a path with its query', () => {
    navigate('/console/user-pools?filter=a');
    expect(currentPlace().path).toBe('/user-pools');
    expect(currentPlace().query.get('filter')).toBe('a');
  });

  it.each(['https://evil.example/', '//evil.example/console/', 'javascript:alert(1)', '/', '/oauth2/token', '/consoles'])(
    'UI-16: %s is refused',
    (address) => expect(() => navigate(address)).toThrow('not a path of the console'),
  );

  it('changes and removes parameters', () => {
    setQuery({ tab: 'secrets', filter: 'a' });
    setQuery({ filter: undefined });
    expect(window.location.search).toBe('?tab=secrets');
    setQuery({ tab: '' });
    expect(window.location.search).toBe('');
  });

  it('follows plain clicks on links of the console alone', () => {
    startRouter();
    document.body.innerHTML = `
      <a id="inside" href="/console/server/about">a</a>
      <a id="outside" href="/oauth2/authorize">b</a>
      <a id="window" href="/console/" target="_blank">c</a>`;
    let isTaken = false;
    // After the router, which listens at the document; and nothing is loaded here.
    window.addEventListener('click', (event) => {
      isTaken = event.defaultPrevented;
      event.preventDefault();
    });
    const click = (id: string, init: MouseEventInit = {}) => {
      const event = new MouseEvent('click', { bubbles: true, cancelable: true, ...init });
      document.getElementById(id)?.dispatchEvent(event);
      return isTaken;
    };
    expect(click('outside')).toBe(false);
    expect(click('window')).toBe(false);
    expect(click('inside', { ctrlKey: true })).toBe(false);
    expect(click('inside')).toBe(true);
    expect(currentPlace().path).toBe('/server/about');
  });
});
