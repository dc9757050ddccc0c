import { useState } from 'react';

/** Small things that a browser keeps for its user, such as a dismissed hint. Nothing secret. */
export function kept(name: string): boolean {
  try {
    return window.localStorage.getItem(`gatehouse-console-${name}`) === 'yes';
  } catch {
    return false;
  }
}

export function keep(name: string): void {
  try {
    window.localStorage.setItem(`gatehouse-console-${name}`, 'yes');
  } catch {
    // A browser that stores nothing: until the page is closed.
  }
}

export function useKept(name: string): [boolean, () => void] {
  const [is, set] = useState(() => kept(name));
  return [
    is,
    () => {
      keep(name);
      set(true);
    },
  ];
}

/** Set by the token tester, read by the checklist. */
export function firstTokenOf(poolId: string): string {
  return `first-token-${poolId}`;
}
