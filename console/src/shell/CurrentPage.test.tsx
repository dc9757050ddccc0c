import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { definePage, type PageProps } from '../pages/page';
import { Loaded } from './CurrentPage';

afterEach(cleanup);

function Pool({ params }: PageProps<'/pools/:pool'>) {
  return <h1>Pool {params.pool}</h1>;
}

const shown = (page: ReturnType<typeof definePage>) => render(<Loaded page={page} params={{ pool: 'a' }} />);

it('ui 4.8: a page is there as soon as its script is, and the second time at once', async () => {
  let loads = 0;
  const page = definePage({
    path: '/pools/:pool',
    title: 'Pool',
    load: () => {
      loads += 1;
      return Promise.resolve({ default: Pool });
    },
  });
  const { container, unmount } = shown(page);
  expect(container.innerHTML).toBe('');
  await act(async () => undefined);
  expect(screen.getByRole('heading').textContent).toBe('Pool a');
  unmount();
  shown(page);
  expect(screen.getByRole('heading').textContent).toBe('Pool a');
  expect(loads).toBe(1);
});

it('a page whose script another version of the server does not have says so, and offers to load the window again', async () => {
  shown(definePage({ path: '/pools/:pool', title: 'Pool', load: () => Promise.reject<never>(new TypeError('404')) }));
  await act(async () => undefined);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Pool');
  expect(screen.getByText(/could not be loaded/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Retry' })).toBeTruthy();
});
