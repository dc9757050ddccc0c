import { createStore, useStore } from '../store';

/** What the shown page wants of the frame around it ([[Page]] says it), and where in it a page may put things. */
export interface Layout {
  readonly content: 'default' | 'table' | 'form' | 'wizard';
  /** The pool whose side navigation is shown. */
  readonly pool: string | undefined;
  readonly hasHelp: boolean;
}

export type Slot = 'breadcrumbs' | 'help';

const shown = createStore<Layout>({ content: 'default', pool: undefined, hasHelp: false });
const slots = createStore<Readonly<Record<Slot, HTMLElement | null>>>({ breadcrumbs: null, help: null });

export const layout = { show: (next: Layout) => shown.set(next) };

export function useLayout(): Layout {
  return useStore(shown);
}

export function useSlot(slot: Slot): HTMLElement | null {
  return useStore(slots)[slot];
}

/** The `ref` of the element that a slot is; the same function each time, or React would call it at each render. */
export const slotRef: Readonly<Record<Slot, (element: HTMLElement | null) => void>> = {
  breadcrumbs: (element) => slots.update((now) => ({ ...now, breadcrumbs: element })),
  help: (element) => slots.update((now) => ({ ...now, help: element })),
};
