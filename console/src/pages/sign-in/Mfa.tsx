import {
  GetUserPoolMfaConfigCommand,
  SetUserPoolMfaConfigCommand,
  type GetUserPoolMfaConfigCommandOutput,
  type UserPoolMfaType,
} from '@aws-sdk/client-cognito-identity-provider';
import Alert from '@cloudscape-design/components/alert';
import Checkbox from '@cloudscape-design/components/checkbox';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { aws } from '../../api/cognito';
import { conflict } from '../../api/merge';
import { reload, useResource } from '../../api/resource';
import { FailureAlert } from '../../ui/FailureAlert';
import { Labelled, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import { notices } from '../../ui/notices';
import { SettingsCard } from '../../ui/SettingsCard';
import { draftOf, METHODS, requestOf, STATES, type MfaDraft } from './mfa';
import { text } from './text';

const readMfa = (pool: string) => aws(new GetUserPoolMfaConfigCommand({ UserPoolId: pool }));

/** As the API stores it, with the note that nothing asks for it yet. */
export function Mfa(props: { readonly pool: string }) {
  const { pool } = props;
  const mfa = useResource(['mfa', pool], () => readMfa(pool));
  const { data } = mfa;
  const draft = data === undefined ? undefined : draftOf(data);
  return (
    <SettingsCard
      title={text.mfa}
      edit={text.edit}
      action="cognito-idp:SetUserPoolMfaConfig"
      disabled={data === undefined}
      dialog={(close) => (data === undefined ? null : <EditMfa pool={pool} config={data} onClose={close} />)}
    >
      <SpaceBetween size="m">
        <FailureAlert failure={mfa.failure} onRetry={() => void mfa.reload()} />
        <Alert type="info" statusIconAriaLabel="Info" header={text.notEnforced}>
          {text.notEnforcedText}
        </Alert>
        {draft === undefined ? null : (
          <KeyValuePairs
            columns={2}
            items={[
              { label: text.mfa, value: text.mfaStates[draft.state] },
              {
                label: text.factors,
                value: draft.methods.length === 0 ? text.none : draft.methods.map((method) => text.methods[method]).join(', '),
              },
            ]}
          />
        )}
      </SpaceBetween>
    </SettingsCard>
  );
}

function EditMfa(props: {
  readonly pool: string;
  readonly config: GetUserPoolMfaConfigCommandOutput;
  readonly onClose: () => void;
}) {
  const { pool, config, onClose } = props;
  const [opened] = useState(config);
  const form = useForm<MfaDraft>(
    draftOf(opened),
    { methods: (methods, { state }) => (state !== 'OFF' && methods.length === 0 ? text.mfaNeedsMethod : undefined) },
    { asksBeforeLeaving: false },
  );
  const { values } = form;
  return (
    <FormDialog
      title={text.mfa}
      submit={text.save}
      form={form}
      onSubmit={async (draft) => {
        const current = await readMfa(pool);
        requireSame(opened, current);
        await aws(new SetUserPoolMfaConfigCommand(requestOf(pool, current, draft)));
        await Promise.all([reload('mfa', pool), reload('user-pool', pool)]);
        notices.success(text.saved);
        onClose();
      }}
      onCancel={onClose}
    >
      <Labelled form={form} name="state" label={text.mfa} description={text.notEnforcedText}>
        <RadioGroup
          value={values.state}
          items={STATES.map((state) => ({ value: state, label: text.mfaStates[state] }))}
          onChange={({ detail }) => form.set('state', detail.value as UserPoolMfaType)}
        />
      </Labelled>
      <Labelled form={form} name="methods" label={text.factors} constraint={`${text.smsNeeded} ${text.emailMfaNeeds}`}>
        {METHODS.map((method) => (
          <Checkbox
            key={method}
            checked={values.methods.includes(method)}
            onChange={({ detail }) =>
              form.set('methods', METHODS.filter((each) => (each === method ? detail.checked : values.methods.includes(each))))
            }
          >
            {text.methods[method]}
          </Checkbox>
        ))}
      </Labelled>
    </FormDialog>
  );
}

/** This configuration has no date of its own, so it is compared as a whole (ui 5.4). */
function requireSame(opened: GetUserPoolMfaConfigCommandOutput, current: GetUserPoolMfaConfigCommandOutput): void {
  const { $metadata: _opened, ...before } = opened;
  const { $metadata: _current, ...now } = current;
  if (JSON.stringify(before) !== JSON.stringify(now)) {
    throw conflict('it meanwhile');
  }
}
