// The buttons of a page, and which of them write: for G-6 and G-7 over all pages.

/** Links that look like buttons are among them; those of the shell around the page are not. */
export const BUTTON = '#content :is(button, a[class*="awsui_button_"])';

/**
 * What changes nothing on the server, whoever presses it. Whatever has another name is taken for a write: a new button must be
 * disabled for whoever may not use it, or be named here.
 */
const ONLY_LOOKS = [
  // Tables, lists and texts.
  /^(Refresh|Copy|Show|Hide|Open|Load (more|older)|Clear|Close|Dismiss|Find|Retry|Reload)\b/,
  /^(Preferences|Pause|Resume|Next page|Previous page|Page \d+|Export JSON lines|Download.*|Verify)$/,
  // Forms, before they are sent.
  /^(Cancel|Next|Previous|Check availability|Add (custom scope|claim|tag|parameter)|Remove .+)$/,
  // Other pages.
  /^(Set up step by step|Quick setup guide|Get a token now|Health|Sign-in)$/,
  // It asks for a token, with a secret that whoever may look sees anyway.
  /^Get token$/,
];

/**
 * The buttons of the page's own part, in the order of the page: `{ at, name, isDisabled, isReachable, reason, isMenu, writes }`.
 *
 * `reason` is what a screen reader says of a disabled one; `isReachable`: whether Tab stops at it.
 */
export async function buttonsOf(page) {
  const found = await page.locator(BUTTON).evaluateAll((all) => {
    const textOf = (ids) => (ids ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
    const shownText = (button) => {
      const copy = button.cloneNode(true);
      for (const hidden of copy.querySelectorAll('[hidden], [aria-hidden=true]')) hidden.remove();
      return copy.textContent;
    };
    return all.map((button, at) => {
      const popup = button.getAttribute('aria-haspopup');
      return {
        at,
        name: (button.getAttribute('aria-label') ?? shownText(button)).trim(),
        isDisabled: button.disabled === true || button.getAttribute('aria-disabled') === 'true',
        isReachable: button.disabled !== true && button.tabIndex >= 0,
        reason: textOf(button.getAttribute('aria-describedby')),
        isMenu: popup === 'true' || popup === 'menu',
        isPrimary: /awsui_variant-primary/.test(button.className),
        // Tabs and what scrolls them, sorting, choosing one of several and opening a section are no buttons to whoever reads
        // the page.
        isOther:
          /^Scroll (left|right)$/.test(button.getAttribute('aria-label') ?? '') ||
          button.closest('th, [role=tab]') !== null ||
          button.role === 'tab' ||
          (popup !== null && popup !== 'true' && popup !== 'menu') ||
          (popup === null && button.getAttribute('aria-expanded') !== null) ||
          button.getAttribute('aria-pressed') !== null ||
          !button.checkVisibility({ visibilityProperty: true }),
      };
    });
  });
  return found
    .filter(({ isOther }) => !isOther)
    .map((button) => ({ ...button, writes: !ONLY_LOOKS.some((pattern) => pattern.test(button.name)) }));
}

/** The button itself. */
export function buttonAt(page, { at }) {
  return page.locator(BUTTON).nth(at);
}
