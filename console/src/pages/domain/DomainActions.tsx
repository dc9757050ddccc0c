import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { useState } from 'react';
import { createDomain, domainPrefix, reloadDomains } from '../../api/domains';
import { regionOfPool } from '../../api/region';
import { required, rule } from '../../api/rules';
import { useDenied } from '../../session/permissions';
import { TextField, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import { notices } from '../../ui/notices';
import { PrefixField, useAvailability } from '../../ui/PrefixField';
import { text as shared } from '../../ui/text';
import { text } from './text';

/** "Actions" of the older consoles: one prefix and one custom domain a pool (DO-06). */
export function DomainActions(props: { readonly pool: UserPoolType }) {
  const { Id = '', Domain, CustomDomain } = props.pool;
  const denied = useDenied('cognito-idp:CreateUserPoolDomain', 'pools');
  const [dialog, setDialog] = useState<string>();
  const item = (id: string, label: string, has: string | undefined, reason: string) => {
    const why = denied ?? (has === undefined || has === '' ? undefined : reason);
    return { id, text: label, disabled: why !== undefined, ...(why === undefined ? {} : { disabledReason: why }) };
  };
  const close = () => setDialog(undefined);
  return (
    <>
      <ButtonDropdown
        items={[
          item('cognito', text.createCognito, Domain, text.hasCognito),
          item('custom', text.createCustom, CustomDomain, text.hasCustom),
        ]}
        onItemClick={({ detail }) => setDialog(detail.id)}
      >
        {text.actions}
      </ButtonDropdown>
      {dialog === 'cognito' ? <CognitoDialog poolId={Id} onClose={close} /> : null}
      {dialog === 'custom' ? <CustomDialog poolId={Id} onClose={close} /> : null}
    </>
  );
}

interface DialogProps {
  readonly poolId: string;
  readonly onClose: () => void;
}

/** Takes a prefix that is free (D-1, D-2). */
function CognitoDialog({ poolId, onClose }: DialogProps) {
  const taken: { isTaken?: (prefix: string) => boolean } = {};
  const check = domainPrefix(text.prefix);
  const form = useForm(
    { prefix: '' },
    { prefix: (value) => check(value) ?? (taken.isTaken?.(value) === true ? shared.prefixTaken : undefined) },
    { asksBeforeLeaving: false },
  );
  const { prefix } = form.values;
  const availability = useAvailability(prefix, regionOfPool(poolId), check(prefix) !== undefined);
  taken.isTaken = availability.isTaken;
  return (
    <FormDialog
      title={text.createCognito}
      submit={text.createCognito}
      form={form}
      onSubmit={async () => {
        await createDomain(poolId, prefix);
        notices.success(text.created(prefix));
        onClose();
        await reloadDomains(poolId);
      }}
      onCancel={onClose}
    >
      <PrefixField form={form} label={text.prefix} description={text.prefixHint} availability={availability} autoFocus />
    </FormDialog>
  );
}

function CustomDialog({ poolId, onClose }: DialogProps) {
  const form = useForm(
    { host: '', certificate: '' },
    { host: required(text.customName), certificate: rule('ArnType', text.certificate) },
    { asksBeforeLeaving: false },
  );
  return (
    <FormDialog
      title={text.createCustom}
      submit={text.createCustom}
      form={form}
      onSubmit={async ({ host, certificate }) => {
        await createDomain(poolId, host.trim(), { CertificateArn: certificate.trim() });
        notices.success(text.created(host));
        onClose();
        await reloadDomains(poolId);
      }}
      onCancel={onClose}
    >
      <TextField form={form} name="host" label={text.customName} description={text.customHint} placeholder="auth.example.com" autoFocus />
      <TextField
        form={form}
        name="certificate"
        label={text.certificate}
        description={text.certificateHint}
        placeholder="arn:aws:acm:us-east-1:000000000000:certificate/…"
      />
    </FormDialog>
  );
}
