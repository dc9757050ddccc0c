import Box from '@cloudscape-design/components/box';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useSession } from '../../../session/session';
import { Checkboxes } from '../../../ui/Checkboxes';
import { Labelled, TextField, type Form } from '../../../ui/form';
import { Irreversible } from '../../../ui/Irreversible';
import type { DomainAvailability } from '../../../ui/PrefixField';
import { AttributesField } from '../AttributesField';
import { REQUIREMENTS, type DetailedValues } from '../detailed';
import { text } from '../detailed-text';
import type { Identifier } from '../one-page';
import { text as common } from '../text';

export interface StepProps {
  readonly form: Form<DetailedValues>;
  readonly availability: DomainAvailability;
}

const IDENTIFIERS: readonly { readonly value: Identifier; readonly label: string }[] = [
  { value: 'username', label: text.userName },
  { value: 'email', label: common.email },
  { value: 'phone_number', label: common.phone },
];

export function Section(props: { readonly title: string; readonly description?: string; readonly children: ReactNode }) {
  const { title, description, children } = props;
  return (
    <Container header={<Header variant="h2" {...(description === undefined ? {} : { description })}>{title}</Header>}>
      <SpaceBetween size="l">{children}</SpaceBetween>
    </Container>
  );
}

/** Step 1 */
export function SignInExperience({ form }: StepProps) {
  const { identifiers } = form.values;
  return (
    <Section title="Authentication providers">
      <FormField label={text.providers}>
        <Box>{text.providersText}</Box>
      </FormField>
      <Labelled form={form} name="identifiers" label={text.options} badge={<Irreversible />}>
        <Checkboxes
          options={IDENTIFIERS}
          chosen={identifiers}
          onChange={(chosen) => form.set('identifiers', chosen)}
        />
      </Labelled>
    </Section>
  );
}

/** Step 2 */
export function SecurityRequirements({ form }: StepProps) {
  const { passwordMode, requirements, recovery } = form.values;
  return (
    <SpaceBetween size="l">
      <Section title={text.passwordPolicy}>
        <FormField label={text.passwordMode}>
          <RadioGroup
            value={passwordMode}
            items={[
              {
                value: 'defaults',
                label: text.cognitoDefaults,
                description: 'At least 8 characters; a number, a special character, upper and lower case; temporary passwords are valid for 7 days.',
              },
              { value: 'custom', label: text.custom },
            ]}
            onChange={({ detail }) => form.set('passwordMode', detail.value === 'custom' ? 'custom' : 'defaults')}
          />
        </FormField>
        {passwordMode === 'custom' ? (
          <SpaceBetween size="l">
            <TextField form={form} name="minimumLength" label={text.length} constraint={text.lengthRule} inputMode="numeric" />
            <FormField label={text.requires}>
              <Checkboxes
                options={REQUIREMENTS.map((value) => ({ value, label: text.requirements[value] }))}
                chosen={requirements}
                onChange={(chosen) => form.set('requirements', chosen)}
              />
            </FormField>
            <TextField form={form} name="temporaryDays" label={text.temporary} constraint={text.temporaryRule} inputMode="numeric" />
          </SpaceBetween>
        ) : null}
      </Section>
      <Section title={text.mfa}>
        <RadioGroup
          value="off"
          ariaLabel={text.mfa}
          items={[{ value: 'off', label: text.noMfa, description: text.noMfaText }]}
          onChange={() => undefined}
        />
      </Section>
      <Section title="User account recovery">
        <FormField label={text.recovery}>
          <Checkbox
            checked={recovery}
            description={text.recoveryText}
            onChange={({ detail }) => form.set('recovery', detail.checked)}
          >
            {text.recoveryOn}
          </Checkbox>
        </FormField>
      </Section>
    </SpaceBetween>
  );
}

/** Step 3 */
export function SignUpExperience({ form }: StepProps) {
  const { selfRegistration, verify } = form.values;
  return (
    <SpaceBetween size="l">
      <Section title={text.selfService}>
        <FormField label={common.selfRegistrationLabel}>
          <Checkbox
            checked={selfRegistration}
            description={common.selfRegistrationHint}
            onChange={({ detail }) => form.set('selfRegistration', detail.checked)}
          >
            {common.selfRegistration}
          </Checkbox>
        </FormField>
      </Section>
      <Section title={text.verify}>
        <Checkbox checked={verify} onChange={({ detail }) => form.set('verify', detail.checked)}>
          {text.verifyOn}
        </Checkbox>
      </Section>
      <Section title={text.required}>
        <AttributesField form={form} />
      </Section>
    </SpaceBetween>
  );
}

/** Step 4 */
export function MessageDelivery({ form }: StepProps) {
  const { Mode } = useSession();
  return (
    <Section title={text.delivery} description={text.deliveryText}>
      <Box>{Mode === 'dev' ? text.deliveryDev : text.deliveryStrict}</Box>
      <TextField form={form} name="replyTo" label={`${text.replyTo} - ${common.optional}`} placeholder="support@example.com" />
    </Section>
  );
}
