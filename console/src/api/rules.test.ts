import { describe, expect, it } from 'vitest';
import { redirectUrl, rule, ruleText } from './rules';

describe('rules of the service model (ui 7.2)', () => {
  const name = rule('ClientNameType', 'App client name');

  it.each(['UnicornManager', 'My web app', 'a+b=c,d.e@f-g_h', 'x'.repeat(128)])('%s is a name', (value) =>
    expect(name(value)).toBeUndefined(),
  );

  it('says what is wrong in words', () => {
    expect(name('')).toBe('App client name is required.');
    expect(name('x'.repeat(129))).toBe('App client name may have at most 128 characters; this has 129.');
    expect(name('a/b')).toBe('App client name may have only letters, digits, spaces and _ + = , . @ -.');
    expect(ruleText('ClientNameType')).toBe('1 to 128 characters: letters, digits, spaces and _ + = , . @ -.');
  });

  it('D-3: an identifier of a resource server has no space', () => {
    const identifier = rule('ResourceServerIdentifierType', 'Resource server identifier');
    expect(identifier('https://api.example.com/')).toBeUndefined();
    for (const bad of ['a b', 'a"b', 'a\\b', 'ä']) expect(identifier(bad)).toContain('may have only');
  });

  it('a scope’s name has no slash', () => {
    const scope = rule('ResourceServerScopeNameType', 'Scope name');
    expect(scope('orders.read')).toBeUndefined();
    expect(scope('orders/read')).toContain('may have only');
  });

  it('an optional field may be empty', () => {
    expect(rule('ClientNameType', 'Name', { optional: true })('')).toBeUndefined();
    expect(rule('DescriptionType', 'Description')('')).toBeUndefined();
  });
});

describe('A-9: callback URLs', () => {
  const check = redirectUrl('Callback URL');

  it.each([
    'https://example.com/callback?x=1',
    'http://localhost:3000/cb',
    'http://localhost',
    'http://127.0.0.1:8080/cb',
    'myapp://cb',
    'com.example.app://',
  ])('%s is one', (value) => expect(check(value)).toBeUndefined());

  it.each([
    ['http://example.com/cb', 'must use https'],
    ['http://localhost.evil.example/', 'must use https'],
    ['HTTP://example.com/', 'must use https'],
    ['/callback', 'must be an absolute URL'],
    ['example.com', 'must be an absolute URL'],
    ['https://example.com/#x', 'fragment'],
    ['', 'is required'],
  ])('%s is none', (value, words) => expect(check(value)).toContain(words));
});
