import { reload } from '../../api/resource';
import { navigate } from '../../routing/router';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { createServer, ServerFields, useServerForm, type ServerValues } from '../../ui/ResourceServerForm';
import { text as shared } from '../../ui/text';
import type { PageProps } from '../page';
import { listAddress, ServerPage } from './ServerPage';
import { text } from './text';

export default function CreateServer({ params: { pool } }: PageProps<'/user-pools/:pool/domain/resource-servers/create'>) {
  const form = useServerForm();
  const create = async (values: ServerValues) => {
    await createServer(pool, values);
    form.settle();
    notices.success(shared.serverCreated(values.name));
    navigate(listAddress(pool), 'replace');
    await reload('resource-servers', pool);
  };
  return (
    <Page
      title={text.create}
      pool={pool}
      content="form"
      crumbs={[{ text: text.title, href: listAddress(pool) }]}
      help={text.help}
    >
      <ServerPage pool={pool} form={form} submit={text.create} action="cognito-idp:CreateResourceServer" onSubmit={create}>
        <ServerFields form={form} />
      </ServerPage>
    </Page>
  );
}
