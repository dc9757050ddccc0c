/**
 * When whoever is signed in was last seen to do something, in any tab of this browser: the tabs share one session, so one
 * that nobody looks at must not end it while another is used. In the browser's storage, because a tab that was asleep
 * finds it there before it decides; a time says nothing about anybody (UI-08).
 */
const NAME = 'gatehouse-console-last-sign';
const WRITTEN_EVERY_MILLIS = 1000;

let own = 0;
let written = 0;

/** Notes a sign of life in this tab. */
export function signOfLife(now = Date.now()): void {
  own = now;
  // A wheel turns many times a second.
  if (Math.abs(now - written) < WRITTEN_EVERY_MILLIS) return;
  written = now;
  try {
    window.localStorage.setItem(NAME, String(now));
  } catch {
    // A browser that stores nothing: each tab for itself.
  }
}

/** Milliseconds since 1970; never later than now, also where the clock was set back. */
export function lastSign(now = Date.now()): number {
  return Math.min(now, Math.max(own, stored()));
}

function stored(): number {
  try {
    return Number(window.localStorage.getItem(NAME)) || 0;
  } catch {
    return 0;
  }
}
