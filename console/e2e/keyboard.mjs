// What somebody does who has no mouse (G-7, ui 7.11).

const STOPS_MAX = 250;

/** Begins as after a load, and goes by the first stop of Tab past bar and navigation into the page. */
export async function skipToPage(page) {
  // Browsers remember where Tab goes on, also when nothing has the focus any more.
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });
  const link = page.getByRole('link', { name: 'Skip to the page' });
  await tabTo(page, link, 'Tab', 1);
  await page.keyboard.press('Enter');
}

/** Presses Tab (or Shift+Tab) until the element has the focus. */
export async function tabTo(page, locator, key = 'Tab', max = STOPS_MAX) {
  const wanted = await locator.elementHandle();
  const passed = [];
  for (let i = 0; i < max; i += 1) {
    await page.keyboard.press(key);
    const [isThere, name] = await wanted.evaluate((element) => {
      const now = document.activeElement;
      return [now === element, now?.getAttribute('aria-label') ?? now?.textContent.slice(0, 40) ?? ''];
    });
    if (isThere) return;
    passed.push(name);
  }
  throw new Error(`${key} does not reach ${locator}; it stops at: ${passed.slice(0, 60).join(' | ')}`);
}

/**
 * Goes through the page with Tab, from the skip link until the focus leaves it.
 *
 * @param buttons a selector
 * @return what stopped it without being seen to have the focus, and which of the buttons it came to
 */
export async function walk(page, buttons) {
  await skipToPage(page);
  const handle = await page.evaluateHandle((selector) => {
    // A ring is drawn by an outline, a shadow or a border: of the element, of its pseudo-elements or of something beside it;
    // by a shape of its own in a chart.
    const look = (element) => {
      if (element instanceof SVGElement) return element.innerHTML;
      const around = element.parentElement?.parentElement ?? element;
      return [element, around, ...[...around.querySelectorAll('*')].slice(0, 60)]
        .flatMap((each) => ['', '::before', '::after'].map((part) => getComputedStyle(each, part || undefined)))
        .map(({ outlineStyle, outlineColor, boxShadow, borderColor }) => [outlineStyle, outlineColor, boxShadow, borderColor].join())
        .join(';');
    };
    return { all: [...document.querySelectorAll(selector)], look, unseen: [], reached: new Set(), before: undefined };
  }, buttons);
  for (let i = 0; i < STOPS_MAX; i += 1) {
    await page.keyboard.press('Tab');
    const isInPage = await handle.evaluate((walked) => {
      const { before, look } = walked;
      if (before !== undefined && look(before.element) === before.look) {
        walked.unseen.push(before.element.outerHTML.slice(0, 120));
      }
      const now = document.activeElement;
      walked.before = undefined;
      if (now === null || now.closest('#content') === null) return false;
      walked.reached.add(walked.all.indexOf(now));
      walked.before = { element: now, look: look(now) };
      return true;
    });
    if (!isInPage) break;
  }
  return handle.evaluate(({ unseen, reached }) => ({ unseen, reached: [...reached] }));
}

/** A form's field by its label, which may have a badge behind it. */
export function fieldOf(page, label) {
  return page.locator('#content').getByLabel(new RegExp(`^${label}`)).first();
}

/** Fills a form in: `[label, text]`; a choice, a check box or a radio button, is `[label]`. */
export async function fillIn(page, fields) {
  await skipToPage(page);
  for (const [label, text] of fields) {
    if (text === undefined) await choose(page, fieldOf(page, label));
    else {
      await tabTo(page, fieldOf(page, label));
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    }
  }
}

/** One radio button of a group is a stop of Tab; the others are chosen by the arrows. */
async function choose(page, control) {
  if ((await control.getAttribute('type')) !== 'radio') {
    await tabTo(page, control);
    await page.keyboard.press('Space');
    return;
  }
  const name = await control.getAttribute('name');
  await tabTo(page, page.locator(`input[type=radio][name="${name}"]:checked`));
  while (!(await control.isChecked())) await page.keyboard.press('ArrowDown');
}

/**
 * Goes once around in the open dialog, and closes it.
 *
 * @return what is wrong with it
 */
export async function aroundAndOut(page, dialog) {
  const faults = [];
  const isInside = () => dialog.evaluate((element) => element.contains(document.activeElement));
  if (!(await isInside())) faults.push('the focus is not in it');
  const stops = (await dialog.locator('button, input, textarea, select, a[href], [tabindex="0"]').count()) + 2;
  for (let i = 0; i < stops; i += 1) {
    await page.keyboard.press('Tab');
    if (!(await isInside())) {
      faults.push('Tab leaves it');
      break;
    }
  }
  await page.keyboard.press('Escape');
  return faults;
}
