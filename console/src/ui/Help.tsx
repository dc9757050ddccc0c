import HelpPanel from '@cloudscape-design/components/help-panel';
import Link from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import { pages } from '../pages';
import { documentation, match, usePlace } from '../routing/router';
import { text } from './text';

/** The info panel of a page. */
export default function Help(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <HelpPanel header={<h2>{props.title}</h2>} footer={<Documentation />}>
      {props.children}
    </HelpPanel>
  );
}

/** The chapter of the page's name in the documentation of this very version (ui 7.10). */
function Documentation() {
  const { path } = usePlace();
  const page = pages.find((each) => match(each.path, path) !== undefined);
  if (page === undefined) return null;
  return (
    <Link external externalIconAriaLabel={text.newTab} href={documentation(page.title)}>
      {text.documentation(page.title)}
    </Link>
  );
}
