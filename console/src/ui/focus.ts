import { useEffect, useState } from 'react';

/** The id of the element that has the page in it. */
export const CONTENT = 'content';

/** Puts the focus before the page's first control. */
export function focusContent(): void {
  document.getElementById(CONTENT)?.focus();
}

/**
 * Of a dialog: gives the focus back to what had it when the dialog was opened; to the page where that is gone or disabled
 * (ui 7.11). Cloudscape gives it back, too, but not where a field of the dialog has taken it first.
 */
export function useFocusReturn(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const isLost = () => document.activeElement === null || document.activeElement === document.body;
      if (isLost() && opener instanceof HTMLElement) opener.focus();
      if (isLost()) focusContent();
    },
    [opener],
  );
}
