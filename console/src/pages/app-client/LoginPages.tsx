import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { customScopes, STANDARD_SCOPES } from '../../api/app-clients';
import { grantLabel } from '../../api/grants';
import { useUserPool } from '../../api/pools';
import { domainsOf } from '../../api/user-pools';
import { url } from '../../routing/router';
import { CopyText } from '../../ui/CopyText';
import { WriteButton } from '../../ui/WriteButton';
import { text } from './text';

/** The tab "Login pages": the "App client settings" and "Hosted UI settings" of old (ui 8.4). */
export function LoginPages(props: { readonly client: UserPoolClientType }) {
  const { client } = props;
  const { UserPoolId: pool = '', ClientId = '' } = client;
  const { data } = useUserPool(pool);
  const custom = customScopes(client);
  const standard = STANDARD_SCOPES.filter((scope) => client.AllowedOAuthScopes?.includes(scope) === true);
  return (
    <SpaceBetween size="l">
      {data !== undefined && domainsOf(data).length === 0 ? (
        <Alert
          type="info"
          statusIconAriaLabel="Info"
          action={<Button href={url('/user-pools/:pool/domain', { pool })}>{text.createDomain}</Button>}
        >
          {text.noDomain}
        </Alert>
      ) : null}
      <Container
        header={
          <Header
            variant="h2"
            description={text.loginPagesHint}
            actions={
              <WriteButton
                action="cognito-idp:UpdateUserPoolClient"
                kind="pools"
                ariaLabel={`${text.edit} ${text.loginPages}`}
                href={url('/user-pools/:pool/app-clients/:client/login-pages', { pool, client: ClientId })}
              >
                {text.edit}
              </WriteButton>
            }
          >
            {text.loginPages}
          </Header>
        }
      >
        <KeyValuePairs
          columns={2}
          items={[
            { label: text.allowedCallbacks, value: <Lines values={client.CallbackURLs}>{(value) => <CopyText value={value} what="callback URL" />}</Lines> },
            { label: text.defaultRedirect, value: client.DefaultRedirectURI ?? text.none },
            { label: text.allowedLogouts, value: <Lines values={client.LogoutURLs}>{(value) => <CopyText value={value} what="sign-out URL" />}</Lines> },
            {
              label: text.providers,
              value: <Lines values={client.SupportedIdentityProviders?.map((name) => (name === 'COGNITO' ? text.cognitoProvider : name))} />,
            },
            { label: text.grants, value: <Lines values={client.AllowedOAuthFlows?.map(grantLabel)} /> },
            { label: text.oidcScopes, value: <Lines values={standard} /> },
            {
              label: text.customScopes,
              value: (
                <Lines values={custom}>{(scope) => <CopyText value={scope} what={scope} />}</Lines>
              ),
            },
          ]}
        />
      </Container>
    </SpaceBetween>
  );
}

function Lines(props: {
  readonly values: readonly string[] | undefined;
  readonly children?: (value: string) => ReactNode;
}) {
  const { values = [], children = (value: string) => value } = props;
  if (values.length === 0) return text.none;
  return values.map((value) => (
    <div key={value} className="copy-text">
      {children(value)}
    </div>
  ));
}
