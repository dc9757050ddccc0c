import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { url } from '../../routing/router';
import { explainError, type Cause, type Facts, type FixPage } from './errors';
import { text } from './text';

/** The server's error, then why and what to do, with a button to the page (ui 9.1). */
export function Refused(props: {
  readonly error: string;
  readonly facts: Facts;
  readonly pool: string;
  readonly client: string;
}) {
  const { error, facts, pool, client } = props;
  const causes = explainError(error, facts);
  const isCertain = causes.some((cause) => cause.isCertain);
  return (
    <Container header={<Header variant="h2">{`${text.error}: ${error}`}</Header>}>
      <SpaceBetween size="m">
        <Header variant="h3">{isCertain ? text.certain : text.maybe}</Header>
        {causes.length === 0 ? <div>{text.unknownError}</div> : null}
        {causes.map((cause) => (
          <Because key={cause.why} cause={cause} pool={pool} client={client} />
        ))}
      </SpaceBetween>
    </Container>
  );
}

function Because(props: { readonly cause: Cause; readonly pool: string; readonly client: string }) {
  const { cause, pool, client } = props;
  const { why, fix, page, isCertain } = cause;
  return (
    <Alert
      type={isCertain ? 'error' : 'info'}
      statusIconAriaLabel={isCertain ? 'Error' : 'Info'}
      header={why}
      {...(page === undefined ? {} : { action: <Button href={address(page, pool, client)}>{text.fixPages[page]}</Button> })}
    >
      {fix}
    </Alert>
  );
}

function address(page: FixPage, pool: string, client: string): string {
  switch (page) {
    case 'app-client':
      return url('/user-pools/:pool/app-clients/:client', { pool, client });
    case 'login-pages':
      return url('/user-pools/:pool/app-clients/:client', { pool, client }, { tab: 'login-pages' });
    case 'resource-servers':
      return url('/user-pools/:pool/domain/resource-servers', { pool });
    case 'domain':
      return url('/user-pools/:pool/domain', { pool });
    case 'users':
      return url('/user-pools/:pool/users', { pool });
    case 'create-client':
      return url('/user-pools/:pool/app-clients/create', { pool }, { type: 'm2m' });
  }
}
