import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles';
import { createStore, useStore } from '../store';

/** How the console looks to this browser's user (ui 7.11, 7.12). Nothing secret, so it may be stored. */
export interface Settings {
  readonly mode: 'system' | 'light' | 'dark';
  readonly density: 'comfortable' | 'compact';
  /** Times in UTC everywhere. */
  readonly utc: boolean;
  readonly shortcuts: boolean;
}

const NAME = 'gatehouse-console-settings';
const DEFAULTS: Settings = { mode: 'system', density: 'comfortable', utc: false, shortcuts: true };
const settings = createStore<Settings>(stored());
const dark = window.matchMedia('(prefers-color-scheme: dark)');

function stored(): Settings {
  try {
    const kept = JSON.parse(window.localStorage.getItem(NAME) ?? '{}') as Partial<Settings>;
    return { ...DEFAULTS, ...kept };
  } catch {
    return DEFAULTS;
  }
}

export function useSettings(): Settings {
  return useStore(settings);
}

export function changeSettings(changes: Partial<Settings>): void {
  settings.update((now) => ({ ...now, ...changes }));
  try {
    window.localStorage.setItem(NAME, JSON.stringify(settings.get()));
  } catch {
    // A browser that stores nothing: until the page is closed.
  }
  apply();
}

export function currentSettings(): Settings {
  return settings.get();
}

/** Called once, and by the system when it turns dark. */
export function startSettings(): void {
  dark.addEventListener('change', apply);
  apply();
}

function apply(): void {
  const { mode, density } = settings.get();
  applyMode(mode === 'dark' || (mode === 'system' && dark.matches) ? Mode.Dark : Mode.Light);
  applyDensity(density === 'compact' ? Density.Compact : Density.Comfortable);
}
