import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { discoveryAddress, issuerOf, jwksAddress, plainTokenEndpoint, tokenEndpointByPath } from '../../api/addresses';
import { customScopes, isMachine } from '../../api/app-clients';
import type { ServerInfo } from '../../api/operations';
import { useUserPool } from '../../api/pools';
import { useServerInfo } from '../../api/server-info';
import { domainsOf } from '../../api/user-pools';
import { url, useQueryParam } from '../../routing/router';
import { CodeText } from '../../ui/CodeText';
import { FailureAlert } from '../../ui/FailureAlert';
import { fill, postmanCollection, type SnippetValues } from './fill';
import { GUIDES, type Guide } from './guides';
import { text } from './guide-text';

/** Code to paste, with this client's addresses and names filled in (ui 8.4). */
export function QuickSetupGuide(props: { readonly client: UserPoolClientType }) {
  const { client } = props;
  const { UserPoolId: pool = '', ClientName = '' } = client;
  const info = useServerInfo();
  const { data: details } = useUserPool(pool);
  const [language, setLanguage] = useQueryParam('language', 'curl');
  if (info.data === undefined || details === undefined) {
    return <FailureAlert failure={info.failure} onRetry={() => void info.reload()} />;
  }
  const [domain] = domainsOf(details);
  const values = valuesOf(info.data, client, domain);
  const forMachines = isMachine(client);
  return (
    <SpaceBetween size="l">
      {domain === undefined && forMachines ? (
        <Alert
          type="warning"
          statusIconAriaLabel="Warning"
          action={<Button href={url('/user-pools/:pool/domain', { pool })}>{text.openDomain}</Button>}
        >
          {text.noDomain}
        </Alert>
      ) : null}
      {forMachines ? null : (
        <Alert type="info" statusIconAriaLabel="Info">
          {text.forUsers}
        </Alert>
      )}
      <Tabs
        activeTabId={language}
        onChange={({ detail }) => setLanguage(detail.activeTabId)}
        tabs={[
          ...GUIDES.map((guide) => ({
            id: guide.id,
            label: guide.label,
            content: <OfLanguage guide={guide} values={values} withRequest={forMachines} />,
          })),
          ...(forMachines
            ? [{ id: 'postman', label: text.postman, content: <Postman name={ClientName} values={values} /> }]
            : []),
        ]}
        i18nStrings={{ scrollLeftAriaLabel: 'Scroll left', scrollRightAriaLabel: 'Scroll right' }}
      />
    </SpaceBetween>
  );
}

function valuesOf(info: ServerInfo, client: UserPoolClientType, domain: string | undefined): SnippetValues {
  const { UserPoolId: pool = '', ClientId = '' } = client;
  return {
    tokenEndpoint: domain === undefined ? plainTokenEndpoint(info) : tokenEndpointByPath(info, domain),
    clientId: ClientId,
    scopes: customScopes(client),
    issuer: issuerOf(info, pool),
    jwksUrl: jwksAddress(info, pool),
    discoveryUrl: discoveryAddress(info, pool),
  };
}

function OfLanguage(props: { readonly guide: Guide; readonly values: SnippetValues; readonly withRequest: boolean }) {
  const { guide, values, withRequest } = props;
  const { label, quoting, request, verify } = guide;
  return (
    <SpaceBetween size="l">
      {request === undefined || !withRequest ? null : (
        <Container header={<Header variant="h3" description={text.requestHint}>{text.request}</Header>}>
          <CodeText value={fill(request, values, quoting)} what={`${label} code for a token`} />
        </Container>
      )}
      <Container header={<Header variant="h3" description={text.verifyHint}>{request === undefined ? text.settings : text.verify}</Header>}>
        <CodeText value={fill(verify, values, quoting)} what={`${label} code for checking`} />
      </Container>
    </SpaceBetween>
  );
}

function Postman(props: { readonly name: string; readonly values: SnippetValues }) {
  const { name, values } = props;
  const download = () => {
    const address = URL.createObjectURL(new Blob([postmanCollection(name, values)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `${name.replace(/[^\w.-]+/g, '-')}.postman_collection.json`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Container header={<Header variant="h3" description={text.postmanHint}>{text.postman}</Header>}>
      <Button iconName="download" onClick={download}>
        {text.download}
      </Button>
    </Container>
  );
}
