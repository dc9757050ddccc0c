import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { CONTENT, useFocusReturn } from './focus';

afterEach(cleanup);

function Dialog(props: { readonly onClose: () => void }) {
  useFocusReturn();
  return (
    <input
      aria-label="Name"
      ref={(field) => field?.focus()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onClose();
      }}
    />
  );
}

/** A page with a button that opens a dialog, whose field takes the focus at once. */
function Page(props: { readonly isDisabledAfterwards?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  return (
    <div id={CONTENT} tabIndex={-1}>
      <button
        disabled={wasOpen && props.isDisabledAfterwards === true}
        onClick={() => {
          setOpen(true);
          setWasOpen(true);
        }}
      >
        Open
      </button>
      {isOpen ? <Dialog onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function openAndClose(): void {
  const button = screen.getByRole('button', { name: 'Open' });
  button.focus();
  fireEvent.click(button);
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }));
  fireEvent.keyDown(screen.getByRole('textbox', { name: 'Name' }), { key: 'Escape' });
}

describe('a dialog that is closed (ui 7.11)', () => {
  it('gives the focus back to what opened it', () => {
    render(<Page />);
    openAndClose();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open' }));
  });

  it('leaves it to the page where that can have it no longer', () => {
    render(<Page isDisabledAfterwards />);
    openAndClose();
    expect(document.activeElement?.id).toBe(CONTENT);
  });
});
