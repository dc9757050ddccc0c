import type { TimeUnitsType, UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isConfidential } from '../../api/app-clients';
import { authFlowsFault } from '../../api/auth-flows';
import { rule, ruleText } from '../../api/rules';
import { secondsOf, UNITS, validityFault, validityText, type TokenKind } from '../../api/validity';
import { AuthFlowsField } from '../../ui/AuthFlowsField';
import { AppClientForm, EditAppClient } from '../../ui/EditAppClient';
import { Labelled, TextField, useForm, type Form as FormState } from '../../ui/form';
import type { PageProps } from '../page';
import { changesOf, valuesOf, type Values } from './changes';
import { text } from './text';

/** Edits what the card "App client information" shows. */
export default function EditInformation({ params }: PageProps<'/user-pools/:pool/app-clients/:client/edit'>) {
  return (
    <EditAppClient
      params={params}
      title={text.title}
      help={text.help}
      editor={(opened, reopen) => <Editor client={opened} onReload={reopen} />}
    />
  );
}

function whole(value: string, min: number, max: number, words: string): string | undefined {
  return /^\d{1,4}$/.test(value) && Number(value) >= min && Number(value) <= max ? undefined : words;
}

function Editor(props: { readonly client: UserPoolClientType; readonly onReload: () => void }) {
  const { client } = props;
  const form = useForm<Values>(valuesOf(client), {
    name: rule('ClientNameType', text.name),
    flows: (flows) => authFlowsFault(flows, isConfidential(client)),
    session: (value) => whole(value, 3, 15, text.sessionRule),
    access: (value, { refresh }) =>
      validityFault('AccessToken', text.access, value) ?? (secondsOf(value) > secondsOf(refresh) ? text.outlives : undefined),
    id: (value, { refresh }) =>
      validityFault('IdToken', text.id, value) ?? (secondsOf(value) > secondsOf(refresh) ? text.outlives : undefined),
    refresh: (value) => validityFault('RefreshToken', text.refresh, value),
    grace: (value, { rotation }) => (rotation ? whole(value, 0, 60, text.graceRule) : undefined),
  });
  return (
    <AppClientForm client={client} form={form} changes={(values) => changesOf(client, values)} onReload={props.onReload}>
      <Container header={<Header variant="h2">{text.information}</Header>}>
        <SpaceBetween size="l">
          <TextField form={form} name="name" label={text.name} constraint={ruleText('ClientNameType')} />
          <AuthFlowsField form={form} label={text.flows} />
          <TextField form={form} name="session" label={text.session} constraint={text.sessionRule} inputMode="numeric" />
          <ValidityField form={form} name="refresh" kind="RefreshToken" label={text.refresh} />
          <ValidityField form={form} name="access" kind="AccessToken" label={text.access} />
          <ValidityField form={form} name="id" kind="IdToken" label={text.id} />
          <Switches form={form} />
        </SpaceBetween>
      </Container>
    </AppClientForm>
  );
}

function ValidityField(props: {
  readonly form: FormState<Values>;
  readonly name: 'access' | 'id' | 'refresh';
  readonly kind: TokenKind;
  readonly label: string;
}) {
  const { form, name, kind, label } = props;
  const value = form.values[name];
  return (
    <Labelled form={form} name={name} label={label} constraint={validityText(kind)}>
      <SpaceBetween size="xs" direction="horizontal">
        <Input
          ref={form.ref(name)}
          value={value.number}
          inputMode="numeric"
          ariaLabel={label}
          autoComplete={false}
          onChange={({ detail }) => form.set(name, { ...value, number: detail.value })}
          onBlur={() => form.touch(name)}
        />
        <Select
          selectedOption={{ value: value.unit, label: value.unit }}
          options={UNITS.map((unit) => ({ value: unit, label: unit }))}
          ariaLabel={text.unit(label)}
          onChange={({ detail }) => form.set(name, { ...value, unit: detail.selectedOption.value as TimeUnitsType })}
        />
      </SpaceBetween>
    </Labelled>
  );
}

function Switches({ form }: { readonly form: FormState<Values> }) {
  const { revocation, preventErrors, rotation } = form.values;
  return (
    <FormField>
      <SpaceBetween size="m">
        <Checkbox
          checked={revocation}
          description={text.revocationHint}
          onChange={({ detail }) => form.set('revocation', detail.checked)}
        >
          {text.revocation}
        </Checkbox>
        <Checkbox
          checked={preventErrors}
          description={text.preventErrorsHint}
          onChange={({ detail }) => form.set('preventErrors', detail.checked)}
        >
          {text.preventErrors}
        </Checkbox>
        <Checkbox
          checked={rotation}
          description={text.rotationHint}
          onChange={({ detail }) => form.set('rotation', detail.checked)}
        >
          {text.rotation}
        </Checkbox>
        {rotation ? (
          <TextField form={form} name="grace" label={text.grace} constraint={text.graceRule} inputMode="numeric" />
        ) : null}
      </SpaceBetween>
    </FormField>
  );
}
