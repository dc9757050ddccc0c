import { proveAgain } from '../session/step-up';
import { STEP_UP_REQUIRED, toFailure } from './failure';

/**
 * Makes a call; where the server wants the password once more for it (UI-07), asks for that and makes the call once again.
 * Nothing has happened in a call that was refused so. Whoever gives no password gets the refusal.
 */
export async function withStepUp<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (toFailure(error).code !== STEP_UP_REQUIRED || !(await proveAgain())) throw error;
    return call();
  }
}
