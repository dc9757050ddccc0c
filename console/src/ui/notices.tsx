import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import type { ReactNode } from 'react';
import { toFailure } from '../api/failure';
import { createStore, useStore } from '../store';
import { FailureActions, FailureText } from './FailureAlert';
import { text } from './text';

/** Messages above the page that survive navigation (ui 7.5, 7.6). */
interface Notice {
  readonly id: string;
  readonly type: 'success' | 'info' | 'warning' | 'error' | 'in-progress';
  readonly content: ReactNode;
  readonly action?: ReactNode;
}

const shown = createStore<readonly Notice[]>([]);
let last = 0;

function add(type: Notice['type'], content: ReactNode, action?: ReactNode): string {
  last += 1;
  const id = `notice-${last}`;
  shown.update((now) => [...now, { id, type, content, action }]);
  return id;
}

/** Each answers the notice's id, for `dismiss` and `replace`. */
export const notices = {
  /** Green: `notices.success('App client created.', <Link href={…}>UnicornManager</Link>)`. */
  success: (content: ReactNode, action?: ReactNode) => add('success', content, action),
  info: (content: ReactNode, action?: ReactNode) => add('info', content, action),
  warning: (content: ReactNode, action?: ReactNode) => add('warning', content, action),
  /** For work that takes longer than the page is looked at. */
  progress: (content: ReactNode) => add('in-progress', content),
  /** Red, with the exception's name, message, request id and "Show API call". */
  failure: (error: unknown) => {
    const failure = toFailure(error);
    return add('error', <FailureText failure={failure} />, <FailureActions failure={failure} />);
  },
  /** Puts another notice in a notice's place. */
  replace: (id: string, type: Notice['type'], content: ReactNode, action?: ReactNode) =>
    shown.update((now) => now.map((notice) => (notice.id === id ? { id, type, content, action } : notice))),
  dismiss: (id: string) => shown.update((now) => now.filter((notice) => notice.id !== id)),
};

export function Notices() {
  const items: FlashbarProps.MessageDefinition[] = useStore(shown).map((notice) => ({
    id: notice.id,
    type: notice.type === 'in-progress' ? 'info' : notice.type,
    loading: notice.type === 'in-progress',
    content: notice.content,
    action: notice.action,
    dismissible: true,
    dismissLabel: text.dismiss,
    onDismiss: () => notices.dismiss(notice.id),
  }));
  return <Flashbar items={items} />;
}
