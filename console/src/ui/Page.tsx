import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useUserPool } from '../api/pools';
import { href, url } from '../routing/router';
import { layout, useSlot } from '../shell/layout';
import { FailureAlert } from './FailureAlert';

const Help = lazy(() => import('./Help'));

export interface Crumb {
  readonly text: string;
  /** Of [[href]] or [[url]]. */
  readonly href: string;
}

export interface PageFrameProps {
  /** The h1: the page's name in the sitemap, or the name of the one thing that it shows (G-1). */
  readonly title: string;
  /** The pool's id on pages below `/user-pools/:pool`: gives breadcrumbs, side navigation and the document's title. */
  readonly pool?: string;
  /** Between the pool and this page. */
  readonly crumbs?: readonly Crumb[];
  /** Below the h1, one sentence. */
  readonly description?: ReactNode;
  /** Buttons beside the h1. */
  readonly actions?: ReactNode;
  /** The info panel: at most 120 words (ui 7.10). */
  readonly help?: ReactNode;
  /** `table` for full width, `form` and `wizard` close the side navigation. */
  readonly content?: 'default' | 'table' | 'form' | 'wizard';
  readonly children: ReactNode;
}

/** The frame of every page: h1, document title, breadcrumbs, help panel. */
export function Page(props: PageFrameProps) {
  const { title, pool, crumbs = [], description, actions, help, content = 'default', children } = props;
  const poolName = usePoolName(pool);
  useEffect(() => {
    const parts = title === 'Gatehouse' ? [title] : [title, poolName, 'Gatehouse'];
    document.title = parts.filter((part) => part !== '').join(' - ');
  }, [title, poolName]);
  useEffect(() => layout.show({ content, pool, hasHelp: help !== undefined }), [content, pool, help === undefined]);
  return (
    <>
      {title === 'Gatehouse' ? null : (
        <InSlot slot="breadcrumbs">
          <Breadcrumbs title={title} pool={pool} poolName={poolName} crumbs={crumbs} />
        </InSlot>
      )}
      {help === undefined ? null : (
        <InSlot slot="help">
          <Suspense fallback={null}>
            <Help title={title}>{help}</Help>
          </Suspense>
        </InSlot>
      )}
      <ContentLayout
        header={
          <Header variant="h1" {...(description === undefined ? {} : { description })} actions={actions}>
            {title}
          </Header>
        }
      >
        <SpaceBetween size="l">
          {pool === undefined ? null : <PoolFailure pool={pool} />}
          {children}
        </SpaceBetween>
      </ContentLayout>
    </>
  );
}

function usePoolName(pool: string | undefined): string {
  const resource = useUserPool(pool ?? '');
  return pool === undefined ? '' : (resource.data?.Name ?? pool);
}

function PoolFailure(props: { readonly pool: string }) {
  const { failure, reload } = useUserPool(props.pool);
  return <FailureAlert failure={failure} onRetry={() => void reload()} />;
}

function InSlot(props: { readonly slot: 'breadcrumbs' | 'help'; readonly children: ReactNode }) {
  const element = useSlot(props.slot);
  return element === null ? null : createPortal(props.children, element);
}

function Breadcrumbs(props: {
  readonly title: string;
  readonly pool: string | undefined;
  readonly poolName: string;
  readonly crumbs: readonly Crumb[];
}) {
  const { title, pool, poolName, crumbs } = props;
  const items = [{ text: 'Gatehouse', href: href('/') }];
  if (pool !== undefined) {
    items.push({ text: 'User pools', href: href('/user-pools') });
    items.push({ text: poolName, href: url('/user-pools/:pool/overview', { pool }) });
  }
  items.push(...crumbs, { text: title, href: '' });
  return <BreadcrumbGroup ariaLabel="Breadcrumbs" items={items} />;
}
