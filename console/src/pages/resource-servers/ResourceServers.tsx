import { Page } from '../../ui/Page';
import { ResourceServersTable } from '../../ui/ResourceServersTable';
import type { PageProps } from '../page';
import { text } from './text';

export default function ResourceServers({ params: { pool } }: PageProps<'/user-pools/:pool/domain/resource-servers'>) {
  return (
    <Page title={text.title} pool={pool} content="table" help={text.help}>
      <ResourceServersTable pool={pool} />
    </Page>
  );
}
