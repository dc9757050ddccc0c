import Link from '@cloudscape-design/components/link';
import { Page } from '../../ui/Page';
import { href } from '../../routing/router';

export default function NotFound() {
  return (
    <Page title="Page not found">
      <div>
        The console has no page at this address. <Link href={href('/')}>Go to the home page</Link>, or search for it with the
        field at the top.
      </div>
    </Page>
  );
}
