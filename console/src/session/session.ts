import { createStore, useStore } from '../store';
import {
  endSession,
  getState,
  renew,
  SessionFailure,
  setUp as sendSetUp,
  signIn as sendSignIn,
  type NewSession,
  type ServerState,
  type Session,
  type SetUpRequest,
  type SignInRequest,
} from './session-api';

/**
 * Who is signed in. The credentials are in this module's variable and nowhere else: not in the browser's storage, not
 * in an address (ui 5.2, UI-08). A reload asks for fresh ones with the cookie.
 */
export type SessionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'set-up'; readonly server: ServerState; readonly token: string }
  | { readonly kind: 'signed-out'; readonly server: ServerState; readonly why: SignedOutReason }
  | { readonly kind: 'signed-in'; readonly server: ServerState; readonly session: Session };

export type SignedOutReason = 'none' | 'by-choice' | 'idle' | 'ended' | 'bad-link';

const RENEW_BEFORE_END_MILLIS = 5 * 60 * 1000;
const RENEW_AGAIN_AFTER_MILLIS = 20 * 1000;

const state = createStore<SessionState>({ kind: 'starting' });
let renewal: ReturnType<typeof setTimeout> | undefined;

/** What the fragment of the address brought: one-time tokens come in it, so that no log ever has them. */
export interface FragmentToken {
  readonly kind: 'setup' | 'link';
  readonly token: string;
}

/** The one-time token in a fragment `#/setup?token=…` or `#/link?token=…`. */
export function fragmentToken(hash: string): FragmentToken | undefined {
  const found = /^#\/(setup|link)\?(.*)$/.exec(hash);
  const kind = found?.[1];
  if (kind !== 'setup' && kind !== 'link') return undefined;
  const token = new URLSearchParams(found?.[2]).get('token') ?? '';
  return token === '' ? undefined : { kind, token };
}

/** Finds out who is signed in; called once, and again by "Retry". */
export async function startSession(): Promise<void> {
  const given = fragmentToken(window.location.hash);
  if (given !== undefined) {
    // Neither the history nor a copied address keeps the token.
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
  }
  state.set({ kind: 'starting' });
  try {
    const server = await getState();
    // Whoever is not set up yet gets "Set up", never a form to sign in (ui 3). A link for a further administrator's
    // first password is a set-up link, too.
    if (given?.kind === 'setup' || !server.SetUpDone) {
      const signedIn = given?.kind === 'link' ? await byLink(server, given.token) : false;
      if (!signedIn) state.set({ kind: 'set-up', server, token: given?.token ?? '' });
      return;
    }
    if (given?.kind === 'link') {
      if (!(await byLink(server, given.token))) state.set({ kind: 'signed-out', server, why: 'bad-link' });
      return;
    }
    await resume(server);
  } catch {
    state.set({ kind: 'unreachable' });
  }
}

async function byLink(server: ServerState, token: string): Promise<boolean> {
  try {
    accept(server, await sendSignIn({ LinkToken: token }));
    return true;
  } catch (error) {
    if (error instanceof SessionFailure) return false;
    throw error;
  }
}

async function resume(server: ServerState): Promise<void> {
  try {
    accept(server, await renew());
  } catch (error) {
    if (!(error instanceof SessionFailure)) throw error;
    state.set({ kind: 'signed-out', server, why: 'none' });
  }
}

function accept(server: ServerState, session: Session): void {
  state.set({ kind: 'signed-in', server, session });
  clearTimeout(renewal);
  const untilEnd = session.Credentials.Expiration * 1000 - Date.now();
  renewal = setTimeout(
    () => void renewNow(),
    Math.max(untilEnd - RENEW_BEFORE_END_MILLIS, RENEW_AGAIN_AFTER_MILLIS),
  );
}

let renewing: Promise<void> | undefined;

/**
 * Gets fresh credentials, for all who ask at the same time. An ended session signs out; a server that cannot be reached is
 * asked again.
 */
export function renewNow(): Promise<void> {
  renewing ??= renewOnce().finally(() => (renewing = undefined));
  return renewing;
}

async function renewOnce(): Promise<void> {
  const now = state.get();
  if (now.kind !== 'signed-in') return;
  // Who signed out, or in as somebody else, while the server answered: the answer is about a session that is over.
  const isOver = () => state.get() !== now;
  try {
    const session = await renew();
    if (!isOver()) accept(now.server, session);
  } catch (error) {
    if (isOver()) return;
    if (error instanceof SessionFailure && error.status === 401) {
      leave('ended');
      return;
    }
    clearTimeout(renewal);
    renewal = setTimeout(() => void renewNow(), RENEW_AGAIN_AFTER_MILLIS);
  }
}

/** Throws [[SessionFailure]]. */
export async function signIn(request: SignInRequest): Promise<void> {
  accept(await server(), await sendSignIn(request));
}

/**
 * Makes the first administrator, or the password of one who got a link. The page shows the second factor's secret
 * before it goes on with [[enter]].
 */
export async function setUp(request: SetUpRequest): Promise<NewSession> {
  return sendSetUp(request);
}

/** Goes on with a session that [[setUp]] gave. */
export async function enter(session: Session): Promise<void> {
  accept({ ...(await server()), SetUpDone: true }, session);
}

async function server(): Promise<ServerState> {
  const now = state.get();
  return 'server' in now ? now.server : getState();
}

/** Ends the session and its keys on the server at once. */
export async function signOut(why: SignedOutReason = 'by-choice'): Promise<void> {
  try {
    await endSession();
  } catch {
    // The page forgets its credentials all the same; the server's own limits end them.
  }
  leave(why);
}

/** Forgets the credentials because the server refuses them. */
export function leave(why: SignedOutReason): void {
  clearTimeout(renewal);
  const now = state.get();
  if (now.kind === 'signed-in') state.set({ kind: 'signed-out', server: now.server, why });
}

export function useSessionState(): SessionState {
  return useStore(state);
}

/** Of whoever is signed in; pages are shown to nobody else. */
export function useSession(): Session {
  const now = useStore(state);
  if (now.kind !== 'signed-in') throw new Error('nobody is signed in');
  return now.session;
}

export function currentSession(): Session | undefined {
  const now = state.get();
  return now.kind === 'signed-in' ? now.session : undefined;
}

/** Calls `listener` whenever who is signed in may have changed. */
export function onSessionChange(listener: () => void): () => void {
  return state.subscribe(listener);
}
