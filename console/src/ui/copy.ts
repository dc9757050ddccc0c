/** Copies; false where the browser does not allow it. Only secure contexts have `navigator.clipboard` (ui 4.6). */
export async function copyText(value: string): Promise<boolean> {
  if (window.isSecureContext && 'clipboard' in navigator) {
    try {
      await navigator.clipboard.writeText(value);
      return true;
    } catch {
      // Asked for and refused: the old way may still work.
    }
  }
  return copySelected(value);
}

/** The way of plain HTTP: a selected text in a field that nobody sees. */
function copySelected(value: string): boolean {
  const before = document.activeElement;
  // In an open dialog the focus may not leave it.
  const parent = before?.closest('[role=dialog]') ?? document.body;
  const field = document.createElement('textarea');
  field.value = value;
  field.readOnly = true;
  field.setAttribute('aria-hidden', 'true');
  field.className = 'off-screen';
  parent.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
