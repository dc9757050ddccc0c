import { useState } from 'react';
import type { Resource } from './resource';

/**
 * What was there when the page was opened: what others change meanwhile must be noticed, not taken over (ui 5.4). `current`
 * is what `resource` knows of it now.
 */
export function useOpened<T>(
  { isLoading, reload }: Pick<Resource<unknown>, 'isLoading' | 'reload'>,
  current: T | undefined,
): { readonly opened: T | undefined; readonly reopen: () => void } {
  const [opened, setOpened] = useState<T>();
  if (opened === undefined && current !== undefined && !isLoading) setOpened(current);
  return {
    opened,
    reopen: () => {
      void reload();
      setOpened(undefined);
    },
  };
}
