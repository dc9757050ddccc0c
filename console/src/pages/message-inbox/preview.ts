/**
 * Where text becomes markup: the one Trusted Types policy of the console (UI-03). Browsers that know them parse no other
 * text. It lets everything pass: what it makes is parsed in a document that nobody shows, or shown in the frame that
 * [[previewOf]] tells of, and in nothing else.
 */
const policy = (window as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('gatehouse-mail', {
  createHTML: (html) => html,
});

/** What the console needs of Trusted Types; the compiler's library has no more of them than their names. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML: (html: string) => string }): { createHTML(html: string): unknown };
}

/** For what the DOM takes as markup; the text itself in browsers without Trusted Types. */
function trusted(html: string): string {
  return (policy?.createHTML(html) ?? html) as string;
}

/** Shows a mail in a frame. Not by `srcDoc`: React makes a string of what it is given, which is not trusted. */
export function showMail(frame: HTMLIFrameElement, html: string): void {
  frame.srcdoc = trusted(previewOf(html));
}

/**
 * A mail's HTML for the preview frame. Nothing here is what keeps it harmless: the frame is sandboxed without scripts,
 * in an origin of its own, and inherits the page's policy, which lets nothing of another server in (MI-3). What that
 * policy refuses anyway is left out beforehand, so that looking at a mail is no violation to report: scripts, styles,
 * and whatever names another place.
 */
export function previewOf(html: string): string {
  const mail = new DOMParser().parseFromString(trusted(disarmed(html)), 'text/html');
  for (const element of mail.querySelectorAll(LEFT_OUT)) element.remove();
  for (const element of mail.body.querySelectorAll('*')) {
    const image = element.tagName.toLowerCase() === 'img' ? imageText(element) : undefined;
    if (image !== undefined) {
      element.replaceWith(mail.createTextNode(image));
      continue;
    }
    for (const name of element.getAttributeNames()) {
      if (!KEPT.has(name.toLowerCase())) element.removeAttribute(name);
    }
  }
  return `<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:"><title>Mail</title>${mail.body.innerHTML}`;
}

const LEFT_OUT =
  'x-script, x-style, script, style, link, meta, base, title, iframe, frame, frameset, object, embed, applet, form, input, button, select, textarea, audio, video, source, track, svg, math, template, noscript';

/** What a preview needs of an element; no address among them. A data URL of an image is let through below. */
const KEPT = new Set(
  'align alt bgcolor border cellpadding cellspacing color colspan dir face height lang rowspan size src title valign width'.split(' '),
);

/**
 * A tag, also one that nothing ends: so that a match that has begun never fails, and a mail of a thousand beginnings is
 * read once and not a thousand times.
 */
const TAG = /<\/?[a-z](?:"[^"]*"|'[^']*'|[^'">])*>?/gi;

/** With other names for what the policy reports as soon as it is read, also in a document that nobody shows. */
function disarmed(html: string): string {
  return html.replace(TAG, (tag) =>
    tag.replace(/^<(\/?)(script|style)\b/i, '<$1x-$2').replace(/([\s"'/])(on[a-z]+|style)(\s*=)/gi, '$1data-$2$3'),
  );
}

/** What stands for an image of another place; undefined for one that is in the mail itself. */
function imageText(image: Element): string | undefined {
  if (/^data:image\/(png|gif|jpeg|webp);/i.test(image.getAttribute('src') ?? '')) return undefined;
  const alt = image.getAttribute('alt') ?? '';
  return alt === '' ? '[image]' : `[image: ${alt}]`;
}
