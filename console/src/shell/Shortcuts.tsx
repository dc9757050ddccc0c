import { useEffect } from 'react';
import { callPanel } from '../api/calls';
import { currentSettings } from './settings';

/** Keys: `/` or Ctrl+K for search, `\` for the call panel. They can be turned off (ui 7.11, WCAG 2.1.4). */
export type Shortcut = 'search';

const listeners = new Map<Shortcut, () => void>();

/** Calls `action` when the shortcut's key is pressed; the result ends that. */
export function onShortcut(shortcut: Shortcut, action: () => void): () => void {
  listeners.set(shortcut, action);
  return () => {
    if (listeners.get(shortcut) === action) listeners.delete(shortcut);
  };
}

export function Shortcuts() {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!currentSettings().shortcuts || event.defaultPrevented || event.altKey || event.metaKey) return;
      const isSearch = event.ctrlKey ? event.key === 'k' : event.key === '/';
      const isCalls = !event.ctrlKey && event.key === '\\';
      if ((!isSearch && !isCalls) || (!event.ctrlKey && isTyping(event.target))) return;
      event.preventDefault();
      if (isCalls) callPanel.update((now) => ({ ...now, open: !now.open }));
      else listeners.get('search')?.();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
  return null;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable=true]') !== null;
}
