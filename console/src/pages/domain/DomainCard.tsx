import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { isHostResolvable, tokenEndpointByHost, tokenEndpointByPath } from '../../api/addresses';
import { deleteDomain, reloadDomains, useDomain } from '../../api/domains';
import type { ServerInfo } from '../../api/operations';
import { copyable, CopyText } from '../../ui/CopyText';
import { DeleteDialog } from '../../ui/DeleteDialog';
import { FailureAlert } from '../../ui/FailureAlert';
import { notices } from '../../ui/notices';
import { WriteButton } from '../../ui/WriteButton';
import { BrandingDialog } from './BrandingDialog';
import { text } from './text';

/** One domain: its state, its token endpoint in both forms, what can be done with it. */
export function DomainCard(props: { readonly poolId: string; readonly domain: string; readonly info: ServerInfo }) {
  const { poolId, domain, info } = props;
  const description = useDomain(poolId, domain);
  const [dialog, setDialog] = useState<'none' | 'branding' | 'delete'>('none');
  const { Status = '', ManagedLoginVersion = 1, CustomDomainConfig } = description.data ?? {};
  const certificate = CustomDomainConfig?.CertificateArn;
  const byPath = tokenEndpointByPath(info, domain);
  const byHost = tokenEndpointByHost(info, poolId, domain);
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <SpaceBetween size="xs" direction="horizontal">
              <WriteButton action="cognito-idp:UpdateUserPoolDomain" kind="pools" onClick={() => setDialog('branding')}>
                {text.branding}
              </WriteButton>
              <WriteButton
                action="cognito-idp:DeleteUserPoolDomain"
                kind="pools"
                ariaLabel={`${text.delete} ${domain}`}
                onClick={() => setDialog('delete')}
              >
                {text.delete}
              </WriteButton>
            </SpaceBetween>
          }
        >
          {domain.includes('.') ? text.custom : text.cognito}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <FailureAlert failure={description.failure} onRetry={() => void description.reload()} />
        <KeyValuePairs
          columns={3}
          items={[
            { label: text.title, value: <CopyText value={domain} what={text.title} /> },
            {
              label: text.status,
              value: <StatusIndicator type={Status === 'ACTIVE' ? 'success' : 'in-progress'}>{text.statuses[Status] ?? Status}</StatusIndicator>,
            },
            { label: text.version, value: text.brandings[ManagedLoginVersion] ?? String(ManagedLoginVersion) },
          ]}
        />
        <KeyValuePairs
          columns={1}
          items={[
            { label: text.tokenByPath, value: <CopyText value={byPath} what={text.tokenByPath} /> },
            {
              label: text.tokenByHost,
              value: (
                <>
                  <CopyText value={byHost} what={text.tokenByHost} />
                  {isHostResolvable(info, domain) ? null : (
                    <Box color="text-body-secondary" fontSize="body-s">
                      {text.unresolvable}
                    </Box>
                  )}
                </>
              ),
            },
            ...(certificate === undefined ? [] : [{ label: text.certificate, value: copyable(certificate, text.certificate) }]),
          ]}
        />
      </SpaceBetween>
      {dialog === 'branding' ? (
        <BrandingDialog poolId={poolId} domain={domain} version={ManagedLoginVersion} onClose={() => setDialog('none')} />
      ) : null}
      {dialog === 'delete' ? (
        <DeleteDialog
          title={text.deleteTitle(domain)}
          consequences={text.deleteBreaks}
          onDelete={async () => {
            await deleteDomain(poolId, domain);
            notices.success(text.deleted(domain));
            setDialog('none');
            await reloadDomains(poolId);
          }}
          onDone={() => undefined}
          onCancel={() => setDialog('none')}
        />
      ) : null}
    </Container>
  );
}
