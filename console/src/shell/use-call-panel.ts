import { callPanel } from '../api/calls';
import { useStore } from '../store';

/** Whether "Show API call" is open. */
export function useCallPanel() {
  const { open } = useStore(callPanel);
  return { isOpen: open, setOpen: (next: boolean) => callPanel.update((now) => ({ ...now, open: next })) };
}
