import { Page } from '../../ui/Page';
import type { PageProps } from '../page';
import { RequestTable } from './RequestTable';
import { text } from './text';

/** The last requests of a pool (ui 9.3). */
export default function PoolRequestLog({ params: { pool } }: PageProps<'/user-pools/:pool/request-log'>) {
  return (
    <Page title={text.title} pool={pool} content="table" help={text.help}>
      <RequestTable pool={pool} />
    </Page>
  );
}
