import { currentSession, leave, renewNow } from '../session/session';
import { isSignedOut, toFailure } from './failure';

/**
 * Makes a call; where its credentials count no longer, once more with fresh ones. Keys may end before their session does: a
 * machine slept, or another tab's renewal ended them. Nothing happened in a call whose signature was refused, so a write may
 * be sent again, too. Fresh ones that are refused end the session in the page.
 */
export async function withCredentials<T>(call: () => Promise<T>): Promise<T> {
  const session = currentSession();
  try {
    return await call();
  } catch (error) {
    if (!isSignedOut(toFailure(error))) throw error;
    // Another call may have got fresh ones meanwhile.
    if (currentSession() === session) await renewNow();
    const renewed = currentSession();
    if (renewed === undefined || renewed === session) throw error;
    return again(call);
  }
}

async function again<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (isSignedOut(toFailure(error))) leave('ended');
    throw error;
  }
}
