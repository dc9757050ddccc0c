import type { ReactNode } from 'react';

/** A form of HTML that sends nothing by itself: what Enter and the button with `formAction="submit"` do. */
export function SubmitForm(props: { readonly onSubmit: () => void; readonly children: ReactNode }) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // React hands it on from a dialog to the form around it, too.
        event.stopPropagation();
        props.onSubmit();
      }}
    >
      {props.children}
    </form>
  );
}
