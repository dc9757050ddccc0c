import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { required } from '../api/rules';
import { FormErrors, TextField, useForm } from './form';

afterEach(cleanup);

function Example(props: { readonly onSend: (values: object) => void }) {
  const form = useForm({ name: '', url: '', note: '' }, { name: required('Name'), url: required('URL') });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit(props.onSend);
      }}
    >
      <TextField form={form} name="name" label="Name" />
      <TextField form={form} name="url" label="URL" />
      <TextField form={form} name="note" label="Note" />
      <FormErrors form={form} />
      <button type="submit">Save</button>
      <button type="button" onClick={() => form.refuse('url', 'It is taken.')}>
        Refuse
      </button>
    </form>
  );
}

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('forms (ui 7.2)', () => {
  it('say nothing before a field is left', () => {
    render(<Example onSend={vi.fn()} />);
    expect(screen.queryByText('Name is required.')).toBeNull();
    fireEvent.blur(screen.getByLabelText('Name'));
    expect(screen.getByText('Name is required.')).toBeTruthy();
    expect(screen.queryByText('URL is required.')).toBeNull();
  });

  it('on submit go to the first field in error and announce how many there are', () => {
    const send = vi.fn();
    render(<Example onSend={send} />);
    fireEvent.click(screen.getByText('Save'));
    expect(screen.getByRole('alert').textContent).toBe('2 fields need your attention.');
    expect(document.activeElement).toBe(screen.getByLabelText('Name'));
    expect(send).not.toHaveBeenCalled();

    type('Name', 'a');
    type('URL', 'b');
    fireEvent.click(screen.getByText('Save'));
    expect(screen.getByRole('alert').textContent).toBe('');
    expect(send).toHaveBeenCalledWith({ name: 'a', url: 'b', note: '' });
  });

  it('move nothing away from under a mouse that is being clicked', async () => {
    render(<Example onSend={vi.fn()} />);
    fireEvent.pointerDown(screen.getByText('Save'));
    fireEvent.blur(screen.getByLabelText('Name'));
    expect(screen.queryByText('Name is required.')).toBeNull();
    fireEvent.pointerUp(screen.getByText('Save'));
    expect(await screen.findByText('Name is required.')).toBeTruthy();
  });

  it('show what the server says of a field until it is changed', () => {
    render(<Example onSend={vi.fn()} />);
    type('URL', 'b');
    fireEvent.click(screen.getByText('Refuse'));
    expect(screen.getByText('It is taken.')).toBeTruthy();
    type('URL', 'c');
    expect(screen.queryByText('It is taken.')).toBeNull();
  });
});
