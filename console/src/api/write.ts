import { useCallback, useRef, useState } from 'react';
import { toFailure, type ApiFailure } from './failure';

export interface Write<A extends unknown[]> {
  /** Runs it; true where it worked. A second call while it runs does nothing: a button cannot be pressed twice. */
  readonly run: (...args: A) => Promise<boolean>;
  readonly isRunning: boolean;
  readonly failure: ApiFailure | undefined;
  readonly clear: () => void;
}

/**
 * A write as a page's state: `const create = useWrite(async (name: string) => { await aws(…); await reload(…); })`.
 * Its failure is shown with [[FailureAlert]]; the form keeps its input (ui 7.5).
 */
export function useWrite<A extends unknown[]>(action: (...args: A) => Promise<void>): Write<A> {
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | undefined>(undefined);
  const latest = useRef(action);
  latest.current = action;
  const busy = useRef(false);

  const run = useCallback(async (...args: A) => {
    if (busy.current) return false;
    busy.current = true;
    setRunning(true);
    setFailure(undefined);
    try {
      await latest.current(...args);
      return true;
    } catch (error) {
      setFailure(toFailure(error));
      return false;
    } finally {
      busy.current = false;
      setRunning(false);
    }
  }, []);
  const clear = useCallback(() => setFailure(undefined), []);
  return { run, isRunning, failure, clear };
}
