import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { discoveryAddress, issuerOf, jwksAddress, plainTokenEndpoint } from '../../api/addresses';
import type { ServerInfo } from '../../api/operations';
import { useUserPool } from '../../api/pools';
import { useServerInfo } from '../../api/server-info';
import { domainsOf } from '../../api/user-pools';
import { CopyText } from '../../ui/CopyText';
import { FailureAlert } from '../../ui/FailureAlert';
import { Page } from '../../ui/Page';
import { ResourceServersTable } from '../../ui/ResourceServersTable';
import type { PageProps } from '../page';
import { DomainActions } from './DomainActions';
import { DomainCard } from './DomainCard';
import { text } from './text';

/** A pool's domains with all addresses, and its resource servers (ui 8.11). */
export default function Domain({ params: { pool: id } }: PageProps<'/user-pools/:pool/domain'>) {
  const { data: pool } = useUserPool(id);
  const info = useServerInfo();
  return (
    <Page
      title={text.title}
      pool={id}
      help={text.help}
      actions={pool === undefined ? null : <DomainActions pool={pool} />}
    >
      <FailureAlert failure={info.failure} onRetry={() => void info.reload()} />
      {pool === undefined || info.data === undefined ? null : (
        <SpaceBetween size="l">
          <Domains pool={pool} info={info.data} />
          <PoolAddresses pool={pool} info={info.data} />
        </SpaceBetween>
      )}
      <ResourceServersTable pool={id} isOneOfSeveral />
    </Page>
  );
}

interface PartProps {
  readonly pool: UserPoolType;
  readonly info: ServerInfo;
}

function Domains({ pool, info }: PartProps) {
  const domains = domainsOf(pool);
  if (domains.length > 0) {
    return (
      <SpaceBetween size="l">
        {domains.map((domain) => (
          <DomainCard key={domain} poolId={pool.Id ?? ''} domain={domain} info={info} />
        ))}
      </SpaceBetween>
    );
  }
  return (
    <Container header={<Header variant="h2">{text.cognito}</Header>}>
      <Box textAlign="center" color="inherit">
        <SpaceBetween size="xs">
          <strong>{text.noDomain}</strong>
          <div>{text.noDomainHint}</div>
        </SpaceBetween>
      </Box>
    </Container>
  );
}

function PoolAddresses({ pool, info }: PartProps) {
  const { Id = '' } = pool;
  const plain = plainTokenEndpoint(info);
  return (
    <Container header={<Header variant="h2">{text.poolAddresses}</Header>}>
      <KeyValuePairs
        columns={1}
        items={[
          { label: text.issuer, value: <CopyText value={issuerOf(info, Id)} what={text.issuer} /> },
          { label: text.jwks, value: <CopyText value={jwksAddress(info, Id)} what={text.jwks} /> },
          { label: text.discovery, value: <CopyText value={discoveryAddress(info, Id)} what={text.discovery} /> },
          ...(domainsOf(pool).length === 0
            ? []
            : [{ label: text.plain, value: <CopyText value={plain} what={text.plain} /> }]),
        ]}
      />
    </Container>
  );
}
