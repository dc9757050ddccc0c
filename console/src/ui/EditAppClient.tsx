import type { UpdateUserPoolClientCommandInput, UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import { Fragment, type ReactNode } from 'react';
import { changeAppClient, useAppClient } from '../api/app-clients';
import { useOpened } from '../api/opened';
import { navigate, url } from '../routing/router';
import { FailureAlert } from './FailureAlert';
import type { Form } from './form';
import { notices } from './notices';
import { Page } from './Page';
import { PageForm } from './PageForm';
import { text } from './text';

/** A page that edits an app client as it was when the page was opened. */
export function EditAppClient(props: {
  readonly params: { readonly pool: string; readonly client: string };
  readonly title: string;
  readonly help: string;
  readonly editor: (opened: UserPoolClientType, reopen: () => void) => ReactNode;
}) {
  const { params, title, help, editor } = props;
  const { pool, client: id } = params;
  const client = useAppClient(pool, id);
  const { opened, reopen } = useOpened(client, client.data);
  const crumbs = [
    { text: 'App clients', href: url('/user-pools/:pool/app-clients', { pool }) },
    { text: client.data?.ClientName ?? id, href: url('/user-pools/:pool/app-clients/:client', params) },
  ];
  return (
    <Page title={title} pool={pool} content="form" crumbs={crumbs} help={help}>
      <FailureAlert failure={client.failure} onRetry={() => void client.reload()} />
      {opened === undefined ? null : (
        <Fragment key={opened.LastModifiedDate?.getTime() ?? 0}>{editor(opened, reopen)}</Fragment>
      )}
    </Page>
  );
}

/** The form of such a page: saves what it changes, and goes back to where the client is shown. */
export function AppClientForm<T extends object>(props: {
  readonly client: UserPoolClientType;
  readonly form: Form<T>;
  readonly changes: (values: T) => Partial<UpdateUserPoolClientCommandInput>;
  /** The tab that shows it. */
  readonly tab?: string;
  readonly onReload: () => void;
  readonly children: ReactNode;
}) {
  const { client, form, changes, tab, onReload, children } = props;
  const { UserPoolId: pool = '', ClientId = '' } = client;
  const back = url('/user-pools/:pool/app-clients/:client', { pool, client: ClientId }, tab === undefined ? {} : { tab });
  const save = async (values: T) => {
    await changeAppClient(client, changes(values));
    form.settle();
    notices.success(text.changesSaved);
    navigate(back, 'replace');
  };
  return (
    <PageForm
      form={form}
      submit={text.saveChanges}
      action="cognito-idp:UpdateUserPoolClient"
      onSubmit={save}
      back={back}
      onReload={onReload}
    >
      {children}
    </PageForm>
  );
}
