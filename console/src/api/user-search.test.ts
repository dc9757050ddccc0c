import { describe, expect, it } from 'vitest';
import type { OutputOf } from './operations';
import { searchUsers, type Progress } from './user-search';

const EXAMINED = 5000;
const BEGINNING: Progress = { users: [], examined: 0 };

/** Answers of so many users each; all but the last with a token, the number of the next one. */
function server(...found: number[]) {
  const asked: (string | undefined)[] = [];
  const ask = (token: string | undefined): Promise<OutputOf<'SearchUsers'>> => {
    asked.push(token);
    const at = Number(token ?? 0);
    const users = Array.from({ length: found[at] ?? 0 }, (_, i) => ({
      Username: `user-${at}-${i}`,
      Attributes: [],
      UserCreateDate: 1.5,
      UserLastModifiedDate: 2,
      Enabled: true,
      UserStatus: 'CONFIRMED',
    }));
    return Promise.resolve({
      Users: users,
      Examined: EXAMINED,
      ...(at + 1 < found.length ? { NextToken: String(at + 1) } : {}),
    });
  };
  return { asked, ask };
}

const ALWAYS = () => true;

describe('the search of users by a part (U-4)', () => {
  it('goes on over answers without users to the end', async () => {
    const { asked, ask } = server(0, 0, 1);
    const shown: Progress[] = [];
    await searchUsers(ask, BEGINNING, ALWAYS, (progress) => shown.push(progress));
    expect(asked).toEqual([undefined, '1', '2']);
    expect(shown.map(({ examined, users, token }) => [examined, users.length, token])).toEqual([
      [5000, 0, '1'],
      [10_000, 0, '2'],
      [15_000, 1, undefined],
    ]);
    expect(shown.at(-1)?.users[0]).toEqual({
      Username: 'user-2-0',
      Attributes: [],
      UserCreateDate: new Date(1500),
      UserLastModifiedDate: new Date(2000),
      Enabled: true,
      UserStatus: 'CONFIRMED',
    });
  });

  it('rests when there are enough, and goes on from there', async () => {
    const { asked, ask } = server(150, 150, 150, 150, 150);
    let last = BEGINNING;
    const show = (progress: Progress) => {
      last = progress;
    };
    await searchUsers(ask, BEGINNING, ALWAYS, show);
    expect([last.users.length, last.token]).toEqual([300, '2']);
    await searchUsers(ask, last, ALWAYS, show);
    expect([last.users.length, last.token]).toEqual([600, '4']);
    expect(asked).toEqual([undefined, '1', '2', '3']);
  });

  it('asks and shows no more when nobody wants it', async () => {
    const { asked, ask } = server(1, 1, 1);
    const shown: Progress[] = [];
    await searchUsers(ask, BEGINNING, () => asked.length < 2, (progress) => shown.push(progress));
    expect(asked).toEqual([undefined, '1']);
    expect(shown.map(({ users }) => users.length)).toEqual([1]);
  });
});
