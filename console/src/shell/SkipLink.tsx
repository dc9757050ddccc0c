import { CONTENT, focusContent } from '../ui/focus';
import { text } from './text';

/** The first stop of Tab: past bar and navigation to the page (ui 7.11). Seen only while it has the focus. */
export function SkipLink() {
  return (
    <a
      className="skip-link"
      href={`#${CONTENT}`}
      onClick={(event) => {
        // The address is that of the view, without a part for this.
        event.preventDefault();
        focusContent();
      }}
    >
      {text.skip}
    </a>
  );
}
