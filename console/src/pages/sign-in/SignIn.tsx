import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { changeUserPool } from '../../api/user-pools';
import { useUserPool } from '../../api/pools';
import { Labelled, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { SettingsCard } from '../../ui/SettingsCard';
import type { PageProps } from '../page';
import { Mfa } from './Mfa';
import { settingOf, WAYS, wayOf, type Way } from './recovery';
import { text } from './text';

/** With what users sign in, and how they get back in (ui 8.8). */
export default function SignIn({ params: { pool: id } }: PageProps<'/user-pools/:pool/sign-in'>) {
  const { data } = useUserPool(id);
  return (
    <Page title={text.title} pool={id} help={text.help}>
      {data === undefined ? null : (
        <SpaceBetween size="l">
          <Identifiers pool={data} />
          <Recovery pool={data} />
          <Mfa pool={id} />
        </SpaceBetween>
      )}
    </Page>
  );
}

const WORDS: Readonly<Record<string, string>> = { email: text.email, phone_number: text.phone, preferred_username: 'Preferred user name' };
const words = (names: readonly string[]) => names.map((name) => WORDS[name] ?? name).join(', ');

/** Read-only: an update cannot change them (UP-22). */
function Identifiers(props: { readonly pool: UserPoolType }) {
  const { UsernameAttributes = [], AliasAttributes = [], UsernameConfiguration } = props.pool;
  return (
    <Container header={<Header variant="h2" description={text.identifiersWhy}>{text.identifiers}</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: text.identifiers, value: UsernameAttributes.length === 0 ? text.userName : words(UsernameAttributes) },
          { label: text.aliases, value: AliasAttributes.length === 0 ? text.none : words(AliasAttributes) },
          {
            label: text.userName,
            value: UsernameConfiguration?.CaseSensitive === true ? text.caseSensitive : text.caseInsensitive,
          },
        ]}
      />
    </Container>
  );
}

function Recovery(props: { readonly pool: UserPoolType }) {
  const { pool } = props;
  return (
    <SettingsCard
      title={text.recovery}
      description={text.recoveryHint}
      edit={text.edit}
      action="cognito-idp:UpdateUserPool"
      dialog={(close) => <EditRecovery pool={pool} onClose={close} />}
    >
      {text.recoveryOptions[wayOf(pool.AccountRecoverySetting)]}
    </SettingsCard>
  );
}

function EditRecovery(props: { readonly pool: UserPoolType; readonly onClose: () => void }) {
  const { pool, onClose } = props;
  const [opened] = useState(pool);
  const form = useForm({ way: wayOf(opened.AccountRecoverySetting) }, {}, { asksBeforeLeaving: false });
  return (
    <FormDialog
      title={text.recovery}
      submit={text.save}
      form={form}
      onSubmit={async ({ way }) => {
        await changeUserPool(opened, { AccountRecoverySetting: settingOf(way) });
        notices.success(text.saved);
        onClose();
      }}
      onCancel={onClose}
    >
      <Labelled form={form} name="way" label={text.recovery}>
        <RadioGroup
          value={form.values.way}
          items={WAYS.map((way) => ({ value: way, label: text.recoveryOptions[way] }))}
          onChange={({ detail }) => form.set('way', detail.value as Way)}
        />
      </Labelled>
    </FormDialog>
  );
}
