import type { UserStatusType, UserType } from '@aws-sdk/client-cognito-identity-provider';
import { useEffect, useRef, useState } from 'react';
import { given } from '../given';
import { extension } from './extension';
import { toFailure, type ApiFailure } from './failure';
import type { OutputOf, StoredUser } from './operations';

/** What SearchUsers has found so far. The server looks at some thousand users a call, so that no call is a long one. */
export interface Progress {
  readonly users: readonly UserType[];
  readonly examined: number;
  /** Where the search goes on; undefined before its beginning and behind its end. */
  readonly token?: string;
}

/** So many more users are enough, until somebody asks for more. */
const ENOUGH = 200;
const BEGINNING: Progress = { users: [], examined: 0 };

type Ask = (token: string | undefined) => Promise<OutputOf<'SearchUsers'>>;

/** Asks until there are enough more users, none is left, or nobody wants it any longer. */
export async function searchUsers(
  ask: Ask,
  start: Progress,
  isWanted: () => boolean,
  show: (progress: Progress) => void,
): Promise<void> {
  let now = start;
  do {
    const answer = await ask(now.token);
    if (!isWanted()) return;
    now = {
      users: [...now.users, ...answer.Users.map(toUser)],
      examined: now.examined + answer.Examined,
      ...(answer.NextToken === undefined ? {} : { token: answer.NextToken }),
    };
    show(now);
  } while (now.token !== undefined && now.users.length < start.users.length + ENOUGH);
}

function toUser({ UserCreateDate, UserLastModifiedDate, UserStatus, ...user }: StoredUser): UserType {
  return {
    ...user,
    UserStatus: UserStatus as UserStatusType,
    UserCreateDate: new Date(UserCreateDate * 1000),
    UserLastModifiedDate: new Date(UserLastModifiedDate * 1000),
  };
}

export interface UserSearch {
  /** Undefined before the first answer. */
  readonly progress: Progress | undefined;
  readonly failure: ApiFailure | undefined;
  readonly isRunning: boolean;
  /** Keeps what was found. */
  readonly cancel: () => void;
  readonly goOn: () => void;
  readonly restart: () => void;
}

type State = Pick<UserSearch, 'progress' | 'failure' | 'isRunning'>;
const NOTHING: State = { progress: undefined, failure: undefined, isRunning: false };

/**
 * The users with a text anywhere in what identifies them (ui 8.5, U-4).
 *
 * @param part undefined where nothing of the kind is looked for
 */
export function useUserSearch(pool: string, part: string | undefined): UserSearch {
  const [state, setState] = useState(NOTHING);
  /** The newest run; an older one says no more. */
  const newest = useRef(0);
  const run = async (from: Progress, shown: Progress | undefined) => {
    if (part === undefined) return;
    newest.current += 1;
    const own = newest.current;
    const isWanted = () => newest.current === own;
    const ask: Ask = (token) => extension('SearchUsers', { UserPoolId: pool, Text: part, ...given({ NextToken: token }) });
    setState({ progress: shown, failure: undefined, isRunning: true });
    try {
      await searchUsers(ask, from, isWanted, (progress) => setState({ ...NOTHING, progress, isRunning: true }));
      if (isWanted()) setState((now) => ({ ...now, isRunning: false }));
    } catch (error) {
      if (isWanted()) setState((now) => ({ ...now, failure: toFailure(error), isRunning: false }));
    }
  };
  useEffect(() => {
    if (part === undefined) setState(NOTHING);
    void run(BEGINNING, undefined);
    return () => {
      newest.current += 1;
    };
    // `run` is another function at each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [pool, part]);
  return {
    ...state,
    cancel: () => {
      newest.current += 1;
      setState((now) => ({ ...now, isRunning: false }));
    },
    goOn: () => void run(state.progress ?? BEGINNING, state.progress),
    restart: () => void run(BEGINNING, state.progress),
  };
}
