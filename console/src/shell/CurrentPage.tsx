import { useEffect } from 'react';
import { ApiFailure } from '../api/failure';
import { pages } from '../pages';
import { useChunk } from '../pages/chunk';
import NotFound from '../pages/not-found/NotFound';
import type { PageEntry, PageProps } from '../pages/page';
import { deepLink } from '../routing/deep-links';
import { match, navigate, usePlace } from '../routing/router';
import { FailureAlert } from '../ui/FailureAlert';
import { Page } from '../ui/Page';
import { text } from './text';

/** The page of the address. */
export function CurrentPage() {
  const { path } = usePlace();
  const target = deepLink(path);
  useEffect(() => {
    if (target !== undefined) navigate(target, 'replace');
  }, [target]);
  if (target !== undefined) return null;
  for (const page of pages) {
    const params = match(page.path, path);
    // Another pool or app client is another page: nothing of the one before stays in it.
    if (params !== undefined) return <Loaded key={path} page={page} params={params} />;
  }
  return <NotFound />;
}

/** Empty until the page's script is here. */
export function Loaded(props: { readonly page: PageEntry; readonly params: PageProps<string>['params'] }) {
  const { page, params } = props;
  const { Component, isMissing } = useChunk(page.chunk);
  if (isMissing) return <Missing title={page.title} />;
  return Component === undefined ? null : <Component params={params} />;
}

function Missing(props: { readonly title: string }) {
  const failure = new ApiFailure('PageNotLoaded', text.notLoaded, undefined, undefined, '', undefined);
  return (
    <Page title={props.title}>
      <FailureAlert failure={failure} onRetry={() => window.location.reload()} />
    </Page>
  );
}
