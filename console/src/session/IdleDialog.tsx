import { lazy, Suspense, useEffect, useState } from 'react';
import { lastSign, signOfLife } from './last-sign';
import { renewNow, signOut, useSession } from './session';

const IdleWarning = lazy(() => import('./IdleWarning'));

const WARNED_BEFORE_SECONDS = 60;
const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const;

/** Signs out whoever does nothing for long in any tab, after a minute's warning that lets him stay (ui 5.2, WCAG 2.2.1). */
export function IdleDialog() {
  const { IdleSeconds } = useSession();
  const [left, setLeft] = useState<number>();

  useEffect(() => {
    signOfLife();
    // While the dialog is open, only its button counts: a key that was meant for the page must not answer it.
    const alive = () => {
      if (secondsLeft(lastSign(), IdleSeconds) > WARNED_BEFORE_SECONDS) signOfLife();
    };
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, alive, { passive: true });
    const timer = setInterval(() => {
      const seconds = secondsLeft(lastSign(), IdleSeconds);
      if (seconds <= 0) void signOut('idle');
      else setLeft(seconds <= WARNED_BEFORE_SECONDS ? seconds : undefined);
    }, 1000);
    return () => {
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, alive);
      clearInterval(timer);
    };
  }, [IdleSeconds]);

  const stay = () => {
    signOfLife();
    setLeft(undefined);
    void renewNow();
  };
  return left === undefined ? null : (
    <Suspense fallback={null}>
      <IdleWarning secondsLeft={left} onStay={stay} />
    </Suspense>
  );
}

/** Sleeping tabs and machines count, too: time goes by the clock. */
export function secondsLeft(since: number, idleSeconds: number, now = Date.now()): number {
  return Math.ceil(idleSeconds - (now - since) / 1000);
}
