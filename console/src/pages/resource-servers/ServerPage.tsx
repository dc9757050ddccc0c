import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { ReactNode } from 'react';
import { given } from '../../given';
import { url } from '../../routing/router';
import type { Form } from '../../ui/form';
import { PageForm } from '../../ui/PageForm';
import type { ServerValues } from '../../ui/ResourceServerForm';

export function listAddress(pool: string): string {
  return url('/user-pools/:pool/domain/resource-servers', { pool });
}

/** The frame of both forms. */
export function ServerPage(props: {
  readonly pool: string;
  readonly form: Form<ServerValues>;
  readonly submit: string;
  readonly action: string;
  readonly onSubmit: (values: ServerValues) => Promise<void>;
  readonly onReload?: () => void;
  readonly children: ReactNode;
}) {
  const { pool, form, submit, action, onSubmit, onReload, children } = props;
  return (
    <PageForm
      form={form}
      submit={submit}
      action={action}
      onSubmit={onSubmit}
      back={listAddress(pool)}
      {...given({ onReload })}
    >
      <Container header={<Header variant="h2">Resource server</Header>}>{children}</Container>
    </PageForm>
  );
}
