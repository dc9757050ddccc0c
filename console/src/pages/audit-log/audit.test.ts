import { describe, expect, test } from 'vitest';
import { actorName, eventJson } from './event';
import { requestOf } from './filter';

test('the filter asks for what was typed, and for nothing else', () => {
  const none = { event: '', actor: '', pool: '', within: '' };
  expect(requestOf(none, 1_000_000)).toEqual({});
  expect(requestOf({ event: 'UpdateUserPool', actor: 'ada', pool: 'us-east-1_a1B2c3D4e', within: '3600' }, 1_000_000)).toEqual({
    EventName: 'UpdateUserPool',
    Actor: 'ada',
    UserPoolId: 'us-east-1_a1B2c3D4e',
    After: 996_360,
  });
});

test.each([
  ['arn:aws:iam::000000000000:user/ada', 'ada'],
  ['arn:aws:sts::000000000000:assumed-role/console/ada', 'ada'],
  ['anonymous', 'anonymous'],
])('%s is %s', (arn, name) => {
  expect(actorName(arn)).toBe(name);
});

describe('an event as JSON', () => {
  const event = {
    EventId: 'e1',
    EventTime: 1,
    EventName: 'AdminSetUserPassword',
    Actor: 'arn:aws:iam::000000000000:user/ada',
    SourceAddress: '127.0.0.1',
    UserAgent: 'aws-cli',
    RequestId: 'r1',
    RequestParameters: { Username: 'bob', Password: 'Summer-2026', Nested: [{ ClientSecret: 'abc' }] },
  };

  test('shows no secret, should one ever come (AU-2)', () => {
    expect(eventJson(event)).not.toMatch(/Summer-2026|abc/);
    expect(JSON.parse(eventJson(event))).toMatchObject({ EventName: 'AdminSetUserPassword', RequestParameters: { Username: 'bob' } });
  });
});
