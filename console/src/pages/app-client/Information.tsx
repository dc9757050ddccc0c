import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { authFlowLabel } from '../../api/auth-flows';
import { validityOf, type TokenKind } from '../../api/validity';
import { url } from '../../routing/router';
import { CopyText } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import { SecretText } from '../../ui/SecretText';
import { WriteButton } from '../../ui/WriteButton';
import { text } from './text';

/** The top card, "App client information" (ui 8.4). */
export function Information(props: { readonly client: UserPoolClientType }) {
  const { client } = props;
  const { UserPoolId: pool = '', ClientId = '', ClientSecret } = client;
  const flows = client.ExplicitAuthFlows ?? [];
  const rotation = client.RefreshTokenRotation;
  const lasting = (kind: TokenKind) => {
    const { number, unit } = validityOf(client, kind);
    return `${number} ${number === '1' ? unit.replace(/s$/, '') : unit}`;
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <WriteButton
              action="cognito-idp:UpdateUserPoolClient"
              kind="pools"
              ariaLabel={`${text.edit} ${text.information}`}
              href={url('/user-pools/:pool/app-clients/:client/edit', { pool, client: ClientId })}
            >
              {text.edit}
            </WriteButton>
          }
        >
          {text.information}
        </Header>
      }
    >
      <KeyValuePairs
        columns={3}
        items={[
          { label: text.name, value: client.ClientName },
          { label: text.clientId, value: <CopyText value={ClientId} what={text.clientId} /> },
          {
            label: text.secret,
            value: ClientSecret === undefined ? text.none : <SecretText value={ClientSecret} what="client secret" />,
          },
          { label: text.flows, value: flows.length === 0 ? text.flowsNone : flows.map(authFlowLabel).join(', ') },
          { label: text.session, value: text.minutes(client.AuthSessionValidity ?? 3) },
          { label: text.access, value: lasting('AccessToken') },
          { label: text.id, value: lasting('IdToken') },
          { label: text.refresh, value: lasting('RefreshToken') },
          { label: text.revocation, value: client.EnableTokenRevocation === false ? text.no : text.yes },
          { label: text.preventErrors, value: client.PreventUserExistenceErrors === 'ENABLED' ? text.yes : text.no },
          {
            label: text.rotation,
            value: rotation?.Feature === 'ENABLED' ? text.rotationOn(rotation.RetryGracePeriodSeconds ?? 0) : text.rotationOff,
          },
          { label: text.created, value: <DateText value={client.CreationDate} /> },
          { label: text.modified, value: <DateText value={client.LastModifiedDate} /> },
        ]}
      />
    </Container>
  );
}
