import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Tabs from '@cloudscape-design/components/tabs';
import type { JWK } from 'jose';
import { useState } from 'react';
import { extension } from '../../api/extension';
import { ApiFailure } from '../../api/failure';
import type { SigningKey } from '../../api/operations';
import { reload, useResource } from '../../api/resource';
import { useServerInfo } from '../../api/server-info';
import { hereWith, setQuery, usePlace } from '../../routing/router';
import { CodeText } from '../../ui/CodeText';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { CopyText } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import { DeleteDialog } from '../../ui/DeleteDialog';
import { FailureAlert } from '../../ui/FailureAlert';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { ResourceTable, type Column } from '../../ui/ResourceTable';
import { WriteButton } from '../../ui/WriteButton';
import type { PageProps } from '../page';
import { phaseOf } from './phase';
import { canConvert, pemOf, publicPart } from './public-key';
import { text } from './text';

const MILLIS = 1000;

/** The keys that sign a pool's tokens (ui 8.13). */
export default function SigningKeys({ params: { pool } }: PageProps<'/user-pools/:pool/signing-keys'>) {
  const keys = useResource(['signing-keys', pool], () => listKeys(pool), { poll: true });
  const jwks = useResource(['jwks', pool], () => readJwks(pool), { poll: true });
  const info = useServerInfo();
  const { query } = usePlace();
  const [dialog, setDialog] = useState<'rotate' | 'revoke'>();
  const chosen = query.get('key') ?? keys.data?.find(({ Status }) => Status === 'SIGNING')?.Kid;
  const issuer = info.data === undefined ? undefined : `${info.data.PublicUrl}/${pool}`;
  return (
    <Page title={text.title} pool={pool} content="table" help={text.help}>
      <FailureAlert failure={info.failure} onRetry={() => void info.reload()} />
      {issuer === undefined ? null : (
        <Container>
          <KeyValuePairs
            columns={1}
            items={[
              {
                label: text.jwks,
                value: <CopyText value={`${issuer}/.well-known/jwks.json`} what={text.jwks} />,
              },
            ]}
          />
        </Container>
      )}
      <ResourceTable<SigningKey>
        id="signing-keys"
        title={text.title}
        resource={keys}
        trackBy={({ Kid }) => Kid}
        findText={text.find}
        columns={COLUMNS}
        actions={() => (
          <SpaceBetween size="xs" direction="horizontal">
            <WriteButton action="gatehouse:RotateSigningKeys" kind="pools" onClick={() => setDialog('revoke')}>
              {text.revoke}
            </WriteButton>
            <WriteButton action="gatehouse:RotateSigningKeys" kind="pools" onClick={() => setDialog('rotate')}>
              {text.rotate}
            </WriteButton>
          </SpaceBetween>
        )}
        empty={{ title: text.none, text: text.noneHint }}
      />
      <FailureAlert failure={jwks.failure} onRetry={() => void jwks.reload()} />
      {chosen === undefined || jwks.data === undefined ? null : (
        <PublicKey key={chosen} kid={chosen} jwk={jwks.data.find(({ kid }) => kid === chosen)} />
      )}
      {dialog === 'rotate' ? <RotateDialog pool={pool} onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'revoke' ? <RevokeDialog pool={pool} onClose={() => setDialog(undefined)} /> : null}
    </Page>
  );
}

async function listKeys(pool: string): Promise<SigningKey[]> {
  return (await extension('ListSigningKeys', { UserPoolId: pool })).SigningKeys;
}

/** By the page's own origin, so that it is the node that answers here. */
async function readJwks(pool: string): Promise<JWK[]> {
  const path = `/${encodeURIComponent(pool)}/.well-known/jwks.json`;
  const response = await fetch(path, { credentials: 'omit', cache: 'no-store' });
  if (!response.ok) {
    throw new ApiFailure('JwksNotRead', `${path} answered with status ${response.status}.`, response.status, undefined, '', undefined);
  }
  return ((await response.json()) as { keys: JWK[] }).keys;
}

const INDICATORS: Readonly<Record<SigningKey['Status'], StatusIndicatorProps.Type>> = {
  NEXT: 'pending',
  SIGNING: 'success',
  PUBLISHED: 'stopped',
};

const COLUMNS: readonly Column<SigningKey>[] = [
  {
    id: 'kid',
    header: text.keyId,
    width: 320,
    value: ({ Kid }) => Kid,
    cell: ({ Kid }) => (
      <CopyText value={Kid} what={text.keyId}>
        <Link href={hereWith({ key: Kid })}>{Kid}</Link>
      </CopyText>
    ),
  },
  { id: 'use', header: text.use, value: ({ Use }) => text.uses[Use], cell: ({ Use }) => text.uses[Use] },
  { id: 'algorithm', header: text.algorithm, isHidden: true, value: ({ Algorithm }) => Algorithm, cell: ({ Algorithm }) => Algorithm },
  {
    id: 'status',
    header: text.status,
    value: ({ Status }) => text.statuses[Status],
    cell: (key) => (
      <SpaceBetween size="xxxs">
        <StatusIndicator type={INDICATORS[key.Status]}>{text.statuses[key.Status]}</StatusIndicator>
        <div>{phaseOf(key, Date.now() / MILLIS)}</div>
      </SpaceBetween>
    ),
  },
  { id: 'created', header: text.created, value: ({ CreateDate }) => CreateDate, cell: ({ CreateDate }) => <DateText value={CreateDate} /> },
  {
    id: 'since',
    header: text.signsSince,
    value: ({ ActivationDate }) => ActivationDate,
    cell: ({ Status, ActivationDate }) => (Status === 'NEXT' ? '-' : <DateText value={ActivationDate} />),
  },
  {
    id: 'leaves',
    header: text.leaves,
    value: ({ RetirementDate }) => RetirementDate,
    cell: ({ RetirementDate }) => <DateText value={RetirementDate} empty={text.never} />,
  },
];

/** The public half as PEM and JWK (F1-2). */
function PublicKey(props: { readonly kid: string; readonly jwk: JWK | undefined }) {
  const { kid, jwk } = props;
  const pem = useResource(['pem', kid], async () => (jwk === undefined ? '' : pemOf(jwk)), {
    enabled: jwk !== undefined && canConvert(),
  });
  return (
    <Container header={<Header variant="h2">{text.publicKey(kid)}</Header>}>
      {jwk === undefined ? (
        <Alert type="info" statusIconAriaLabel="Info">
          {text.notInJwks}
        </Alert>
      ) : (
        <Tabs
          tabs={[
            {
              id: 'pem',
              label: text.pem,
              content:
                pem.data === undefined ? (
                  <Alert type="info" statusIconAriaLabel="Info" header={text.makePemFailed}>
                    {pem.failure?.message ?? 'The page is not on HTTPS, where browsers convert no keys.'}
                  </Alert>
                ) : (
                  <CodeText value={pem.data} what={text.pem} />
                ),
            },
            {
              id: 'jwk',
              label: text.jwk,
              content: <CodeText value={JSON.stringify(publicPart(jwk), null, 2)} what={text.jwk} />,
            },
          ]}
        />
      )}
    </Container>
  );
}

function RotateDialog(props: { readonly pool: string; readonly onClose: () => void }) {
  const { pool, onClose } = props;
  return (
    <ConfirmDialog
      title={text.rotateTitle}
      action={text.rotate}
      onConfirm={() => rotate(pool, false)}
      onDone={() => {
        onClose();
        notices.success(text.rotated);
      }}
      onCancel={onClose}
    >
      {text.rotateText}
    </ConfirmDialog>
  );
}

function RevokeDialog(props: { readonly pool: string; readonly onClose: () => void }) {
  const { pool, onClose } = props;
  return (
    <DeleteDialog
      title={text.revokeTitle}
      word="revoke"
      action={text.revoke}
      consequences={text.revokeConsequences}
      onDelete={() => rotate(pool, true)}
      onDone={() => {
        onClose();
        setQuery({ key: undefined });
        notices.success(text.revoked);
      }}
      onCancel={onClose}
    />
  );
}

async function rotate(pool: string, isImmediate: boolean): Promise<void> {
  await extension('RotateSigningKeys', { UserPoolId: pool, ...(isImmediate ? { Immediate: true } : {}) });
  await Promise.all([reload('signing-keys', pool), reload('jwks', pool)]);
}
