import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { authFlowLabel } from '../../api/auth-flows';
import { useSession } from '../../session/session';
import { linesOf, type DetailedValues } from './detailed';
import { text } from './detailed-text';
import { text as common } from './text';

/** Step 6: every value, and the way back to its step (CP-6). */
export function Review(props: { readonly values: DetailedValues; readonly onEdit: (step: number) => void }) {
  const { Mode } = useSession();
  return (
    <SpaceBetween size="l">
      {reviewOf(props.values, Mode).map((items, at) => (
        <Container
          key={text.steps[at]}
          header={
            <Header
              variant="h2"
              actions={
                <Button ariaLabel={`${text.edit} step ${at + 1}`} onClick={() => props.onEdit(at)}>
                  {text.edit}
                </Button>
              }
            >
              Step {at + 1}: {text.steps[at]}
            </Header>
          }
        >
          <KeyValuePairs columns={2} items={items} />
        </Container>
      ))}
    </SpaceBetween>
  );
}

const NAMES: Readonly<Record<string, string>> = {
  username: text.userName,
  email: common.email,
  phone_number: common.phone,
};

/** What each of the five steps holds. */
export function reviewOf(values: DetailedValues, mode: 'dev' | 'strict'): { label: string; value: string }[][] {
  const yes = (isOn: boolean) => (isOn ? 'Yes' : 'No');
  const item = (label: string, value: string) => ({ label, value: value === '' ? '-' : value });
  return [
    [
      item(text.providers, text.providersText),
      item(text.options, values.identifiers.map((name) => NAMES[name] ?? name).join(', ')),
    ],
    [
      item(text.passwordMode, values.passwordMode === 'custom' ? text.custom : text.cognitoDefaults),
      ...(values.passwordMode === 'custom'
        ? [
            item(text.length, values.minimumLength),
            item(text.requires, values.requirements.map((name) => text.requirements[name]).join(', ')),
            item(text.temporary, `${values.temporaryDays} days`),
          ]
        : []),
      item(text.mfa, text.noMfa),
      item(text.recovery, values.recovery ? text.recoveryText : 'No'),
    ],
    [
      item(common.selfRegistration, yes(values.selfRegistration)),
      item(text.verify, yes(values.verify)),
      item(common.attributes, values.attributes.join(', ')),
    ],
    [
      item(text.delivery, mode === 'dev' ? text.deliveryDev : text.deliveryStrict),
      item(text.replyTo, values.replyTo),
    ],
    [
      item(text.poolName, values.pool),
      ...domainItems(values),
      item(text.appType, text.appTypes.find(({ value }) => value === values.appType)?.label ?? ''),
      item(text.clientName, values.client),
      item(text.clientSecret, values.generateSecret ? text.generate : text.noGenerate),
      ...(values.domainKind === 'none' ? [] : [item(text.callback, linesOf(values.callbacks).join(', '))]),
      item(text.authFlows, values.flows.map(authFlowLabel).join(', ')),
    ],
  ];
}

function domainItems({ domainKind, prefix, host, certificate }: DetailedValues) {
  switch (domainKind) {
    case 'none':
      return [{ label: text.domain, value: text.noDomain }];
    case 'cognito':
      return [{ label: text.cognitoDomain, value: prefix }];
    case 'custom':
      return [
        { label: text.customDomain, value: host },
        { label: text.certificate, value: certificate },
      ];
  }
}
