import {
  AddUserPoolClientSecretCommand,
  DeleteUserPoolClientSecretCommand,
  type ClientSecretDescriptorType,
  type UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { isConfidential, listClientSecrets, reloadAppClients } from '../../api/app-clients';
import { aws } from '../../api/cognito';
import { reload, useResource } from '../../api/resource';
import { useWrite } from '../../api/write';
import { url } from '../../routing/router';
import { DateText } from '../../ui/DateText';
import { DeleteDialog } from '../../ui/DeleteDialog';
import { FailureAlert } from '../../ui/FailureAlert';
import { notices } from '../../ui/notices';
import { SecretText } from '../../ui/SecretText';
import { text as shared } from '../../ui/text';
import { WriteButton } from '../../ui/WriteButton';
import { text } from './text';

const SECRETS_MAX = 2;

/** Two secrets at most, and the way from the old to the new one (ui 8.4, A-6). */
export function Secrets(props: { readonly client: UserPoolClientType }) {
  const { client } = props;
  const { UserPoolId: pool = '' } = client;
  if (!isConfidential(client)) {
    return (
      <Alert
        type="info"
        statusIconAriaLabel="Info"
        action={
          <Button href={url('/user-pools/:pool/app-clients/create', { pool }, { type: 'm2m' })}>{text.noSecretCreate}</Button>
        }
      >
        {text.noSecret}
      </Alert>
    );
  }
  return <OfConfidential client={client} />;
}

function OfConfidential(props: { readonly client: UserPoolClientType }) {
  const { UserPoolId: pool = '', ClientId: client = '' } = props.client;
  const secrets = useResource(['client-secrets', pool, client], () => listClientSecrets(pool, client), { poll: true });
  const [added, setAdded] = useState<string>();
  const [deleting, setDeleting] = useState<ClientSecretDescriptorType>();
  const add = useWrite(async () => {
    const { ClientSecretDescriptor } = await aws(
      new AddUserPoolClientSecretCommand({ UserPoolId: pool, ClientId: client }),
    );
    setAdded(ClientSecretDescriptor?.ClientSecretValue ?? '');
    await reload('client-secrets', pool, client);
  });
  const rows = secrets.data ?? [];
  const isFull = rows.length >= SECRETS_MAX;
  const old = isFull ? rows[0] : undefined;
  return (
    <SpaceBetween size="l">
      <FailureAlert failure={secrets.failure} onRetry={() => void secrets.reload()} />
      <FailureAlert failure={add.failure} onDismiss={add.clear} />
      <Table<ClientSecretDescriptorType>
        variant="container"
        items={rows}
        loading={secrets.data === undefined && secrets.failure === undefined}
        loadingText="Loading secrets"
        trackBy={({ ClientSecretId = '' }) => ClientSecretId}
        ariaLabels={{ tableLabel: text.secrets }}
        empty={text.secretsNone}
        wrapLines
        header={
          <Header
            variant="h2"
            counter={`(${rows.length})`}
            description={text.secretsHint}
            actions={
              <WriteButton
                action="cognito-idp:AddUserPoolClientSecret"
                kind="pools"
                loading={add.isRunning}
                reason={isFull ? text.secretsFull : undefined}
                onClick={() => void add.run()}
              >
                {text.addSecret}
              </WriteButton>
            }
          >
            {text.secrets}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'id',
            header: text.secretId,
            isRowHeader: true,
            cell: ({ ClientSecretId = '' }) =>
              isFull ? `${ClientSecretId} (${ClientSecretId === old?.ClientSecretId ? text.secretOld : text.secretNew})` : ClientSecretId,
          },
          {
            id: 'created',
            header: text.secretCreated,
            cell: ({ ClientSecretCreateDate }) => <DateText value={ClientSecretCreateDate} />,
          },
          {
            id: 'delete',
            header: text.actions,
            cell: (secret) => (
              <WriteButton
                action="cognito-idp:DeleteUserPoolClientSecret"
                kind="pools"
                variant="inline-link"
                ariaLabel={`${text.deleteSecret} ${secret.ClientSecretId}`}
                reason={isFull ? undefined : text.secretLast}
                onClick={() => setDeleting(secret)}
              >
                {text.deleteSecret}
              </WriteButton>
            ),
          },
        ]}
      />
      <Rotation isHalfWay={isFull} onAdd={() => void add.run()} isAdding={add.isRunning} onDelete={() => setDeleting(old)} />
      {added === undefined ? null : <AddedSecret value={added} onClose={() => setAdded(undefined)} />}
      {deleting === undefined ? null : (
        <DeleteDialog
          title={text.deleteSecretTitle}
          consequences={
            <>
              {text.deleteSecretBreaks} <strong>{deleting.ClientSecretId}</strong>
            </>
          }
          onDelete={async () => {
            await aws(
              new DeleteUserPoolClientSecretCommand({
                UserPoolId: pool,
                ClientId: client,
                ClientSecretId: deleting.ClientSecretId ?? '',
              }),
            );
            await Promise.all([reload('client-secrets', pool, client), reloadAppClients(pool)]);
          }}
          onDone={() => {
            setDeleting(undefined);
            notices.success(text.secretDeleted);
          }}
          onCancel={() => setDeleting(undefined)}
        />
      )}
    </SpaceBetween>
  );
}

/** Where a rotation stands is what the server has: two secrets are half the way, also after a reload. */
function Rotation(props: {
  readonly isHalfWay: boolean;
  readonly isAdding: boolean;
  readonly onAdd: () => void;
  readonly onDelete: () => void;
}) {
  const { isHalfWay, isAdding, onAdd, onDelete } = props;
  const [add, update, remove] = text.rotationSteps;
  return (
    <Container header={<Header variant="h2" description={text.rotationHint}>{text.rotationTitle}</Header>}>
      <SpaceBetween size="s">
        <StatusIndicator type={isHalfWay ? 'success' : 'pending'}>1. {add}</StatusIndicator>
        <StatusIndicator type={isHalfWay ? 'in-progress' : 'pending'}>2. {update}</StatusIndicator>
        <StatusIndicator type="pending">3. {remove}</StatusIndicator>
        {isHalfWay ? (
          <WriteButton action="cognito-idp:DeleteUserPoolClientSecret" kind="pools" onClick={onDelete}>
            {remove}
          </WriteButton>
        ) : (
          <WriteButton action="cognito-idp:AddUserPoolClientSecret" kind="pools" loading={isAdding} onClick={onAdd}>
            {text.rotate}
          </WriteButton>
        )}
      </SpaceBetween>
    </Container>
  );
}

function AddedSecret(props: { readonly value: string; readonly onClose: () => void }) {
  const { value, onClose } = props;
  return (
    <Modal
      visible
      header={text.addSecret}
      closeAriaLabel={shared.close}
      // Closing by chance would lose it.
      onDismiss={({ detail }) => {
        if (detail.reason === 'closeButton') onClose();
      }}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            {text.savedIt}
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Alert type="warning" statusIconAriaLabel="Warning">
          {text.secretShownOnce}
        </Alert>
        <SecretText value={value} what="new client secret" />
      </SpaceBetween>
    </Modal>
  );
}
