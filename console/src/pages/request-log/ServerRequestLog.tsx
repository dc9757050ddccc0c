import { Page } from '../../ui/Page';
import { RequestTable } from './RequestTable';
import { text } from './text';

/** The last requests of the Region, also those that no pool is known of. */
export default function ServerRequestLog() {
  return (
    <Page title={text.title} content="table" help={text.help}>
      <RequestTable pool={undefined} />
    </Page>
  );
}
