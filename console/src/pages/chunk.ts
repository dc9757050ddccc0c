import { useEffect, type ComponentType } from 'react';
import { createStore, useStore, type Store } from '../store';

/** A page's script as far as it is here. */
interface Loaded<P> {
  readonly Component?: ComponentType<P>;
  /** It could not be loaded: the server is away, or is another one than when this window was opened. */
  readonly isMissing: boolean;
}

/**
 * A script of its own that is loaded when it is shown for the first time. Not React's `lazy`: that keeps back what has
 * been loaded until 300 ms after a fallback was shown, and here the fallback is an empty page (ui 4.8).
 */
export interface Chunk<P> {
  readonly load: () => void;
  readonly loaded: Store<Loaded<P>>;
}

export function createChunk<P>(load: () => Promise<{ default: ComponentType<P> }>): Chunk<P> {
  const loaded = createStore<Loaded<P>>({ isMissing: false });
  let isBegun = false;
  return {
    loaded,
    load: () => {
      if (isBegun) return;
      isBegun = true;
      load().then(
        ({ default: Component }) => loaded.set({ Component, isMissing: false }),
        () => loaded.set({ isMissing: true }),
      );
    },
  };
}

export function useChunk<P>({ load, loaded }: Chunk<P>): Loaded<P> {
  useEffect(load, [load]);
  return useStore(loaded);
}
