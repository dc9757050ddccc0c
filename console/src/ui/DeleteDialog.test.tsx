import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiFailure } from '../api/failure';
import { DeleteDialog } from './DeleteDialog';

afterEach(cleanup);

const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Delete' });
const type = (value: string) => fireEvent.change(screen.getByLabelText(/^To confirm, type /), { target: { value } });

it('ST-2: nothing is deleted before the word is typed', async () => {
  const onDelete = vi.fn(() => Promise.resolve());
  const onDone = vi.fn();
  render(
    <DeleteDialog
      title="Delete user pool WildRydes?"
      consequences="3 app clients stop working."
      word="WildRydes"
      onDelete={onDelete}
      onDone={onDone}
      onCancel={vi.fn()}
    />,
  );
  expect(screen.getByText('3 app clients stop working.')).toBeTruthy();
  for (const wrong of ['', 'wildrydes', 'WildRydes ']) {
    type(wrong);
    expect(button().disabled || button().getAttribute('aria-disabled') === 'true').toBe(true);
    fireEvent.click(button());
  }
  expect(onDelete).not.toHaveBeenCalled();
  type('WildRydes');
  await act(async () => fireEvent.click(button()));
  expect(onDelete).toHaveBeenCalledTimes(1);
  expect(onDone).toHaveBeenCalledTimes(1);
});

it('a refusal stays in the dialog, with its request id', async () => {
  const onDone = vi.fn();
  render(
    <DeleteDialog
      title="Delete?"
      consequences="…"
      onDelete={() => Promise.reject(new ApiFailure('AccessDeniedException', 'no', 400, 'r-1', 'Op', 1))}
      onDone={onDone}
      onCancel={vi.fn()}
    />,
  );
  type('delete');
  await act(async () => fireEvent.click(button()));
  expect(screen.getByText('AccessDeniedException')).toBeTruthy();
  expect(screen.getByText('r-1')).toBeTruthy();
  expect(onDone).not.toHaveBeenCalled();
});
