import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import { ruleText } from '../../../api/rules';
import { AuthFlowsField } from '../../../ui/AuthFlowsField';
import { TextAreaField, TextField } from '../../../ui/form';
import { PrefixField } from '../../../ui/PrefixField';
import type { DetailedAppType, DetailedValues } from '../detailed';
import { text } from '../detailed-text';
import { Section, type StepProps } from './Experience';

const DOMAINS: readonly { readonly value: DetailedValues['domainKind']; readonly label: string }[] = [
  { value: 'none', label: text.noDomain },
  { value: 'cognito', label: text.useCognitoDomain },
  { value: 'custom', label: text.useCustomDomain },
];

/** Step 5 */
export function Integrate(props: StepProps) {
  const { form } = props;
  return (
    <SpaceBetween size="l">
      <Section title={text.poolName}>
        <TextField form={form} name="pool" label={text.poolName} constraint={ruleText('UserPoolNameType')} />
      </Section>
      <Domain {...props} />
      <InitialClient {...props} />
    </SpaceBetween>
  );
}

function Domain({ form, availability }: StepProps) {
  const { domainKind } = form.values;
  return (
    <Section title={text.hosted} description={text.hostedText}>
      <FormField label={text.domain}>
        <RadioGroup
          value={domainKind}
          items={DOMAINS.map(({ value, label }) => ({ value, label }))}
          onChange={({ detail }) => form.set('domainKind', DOMAINS.find(({ value }) => value === detail.value)?.value ?? 'none')}
        />
      </FormField>
      {domainKind === 'cognito' ? (
        <PrefixField form={form} label={text.cognitoDomain} availability={availability} />
      ) : null}
      {domainKind === 'custom' ? (
        <SpaceBetween size="l">
          <TextField form={form} name="host" label={text.customDomain} placeholder="auth.example.com" />
          <TextField form={form} name="certificate" label={text.certificate} description={text.certificateHint} />
        </SpaceBetween>
      ) : null}
    </Section>
  );
}

function InitialClient({ form }: StepProps) {
  const { appType, generateSecret, domainKind } = form.values;
  const choose = (type: DetailedAppType) => {
    form.set('appType', type);
    // Cognito selects the secret that fits; "Other" leaves it as it is.
    if (type !== 'other') form.set('generateSecret', type === 'confidential');
  };
  return (
    <Section title={text.initialClient}>
      <FormField label={text.appType}>
        <Tiles
          value={appType}
          ariaLabel={text.appType}
          items={text.appTypes.map(({ value, label, description }) => ({ value, label, description }))}
          onChange={({ detail }) => choose(detail.value as DetailedAppType)}
        />
      </FormField>
      <TextField form={form} name="client" label={text.clientName} constraint={ruleText('ClientNameType')} />
      <FormField label={text.clientSecret}>
        <RadioGroup
          value={generateSecret ? 'yes' : 'no'}
          items={[
            { value: 'yes', label: text.generate },
            { value: 'no', label: text.noGenerate },
          ]}
          onChange={({ detail }) => form.set('generateSecret', detail.value === 'yes')}
        />
      </FormField>
      {domainKind === 'none' ? null : (
        <TextAreaField form={form} name="callbacks" label={text.callback} description={text.callbackHint} placeholder="https://example.com/callback" />
      )}
      <ExpandableSection headerText={text.advanced}>
        <AuthFlowsField form={form} label={text.authFlows} />
      </ExpandableSection>
      <ExpandableSection headerText={text.attributePermissions}>
        <Box>{text.attributePermissionsText}</Box>
      </ExpandableSection>
    </Section>
  );
}
