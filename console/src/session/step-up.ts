import { createStore, useStore } from '../store';
import { currentSession, onSessionChange } from './session';

/** Whether the dialog is open that asks for the password once more (UI-07). */
const isAsked = createStore(false);
let answers: ((proved: boolean) => void)[] = [];

/** Asks who is signed in to prove it once more, once for all who ask at the same time: false where he does not. */
export function proveAgain(): Promise<boolean> {
  isAsked.set(true);
  return new Promise((resolve) => answers.push(resolve));
}

/** What the dialog ended with. */
export function answerStepUp(proved: boolean): void {
  const waiting = answers;
  answers = [];
  isAsked.set(false);
  for (const resolve of waiting) resolve(proved);
}

onSessionChange(() => {
  if (currentSession() === undefined) answerStepUp(false);
});

export function useIsStepUpAsked(): boolean {
  return useStore(isAsked);
}
