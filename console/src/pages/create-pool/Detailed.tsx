import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Wizard from '@cloudscape-design/components/wizard';
import { useEffect, useRef, useState } from 'react';
import { authFlowsFault } from '../../api/auth-flows';
import { domainPrefix } from '../../api/domains';
import { useRegion } from '../../api/region';
import { redirectUrl, required, rule } from '../../api/rules';
import { href, navigate } from '../../routing/router';
import { FormErrors, useForm, type Checks } from '../../ui/form';
import { Page } from '../../ui/Page';
import { useAvailability } from '../../ui/PrefixField';
import { text as shared } from '../../ui/text';
import { WriteButton } from '../../ui/WriteButton';
import { DEFAULTS, linesOf, wantedOf, type DetailedValues } from './detailed';
import { text } from './detailed-text';
import { identifiersFault } from './one-page';
import type { Wanted } from './plan';
import { Progress } from './Progress';
import { Review } from './Review';
import { Integrate } from './steps/Integrate';
import { MessageDelivery, SecurityRequirements, SignInExperience, SignUpExperience } from './steps/Experience';
import { text as common } from './text';

const CRUMBS = [{ text: 'User pools', href: href('/user-pools') }];

/** Which fields each step has: only they are checked when it is left. */
const FIELDS: readonly (readonly (keyof DetailedValues)[])[] = [
  ['identifiers'],
  ['minimumLength', 'temporaryDays'],
  ['attributes'],
  ['replyTo'],
  ['pool', 'prefix', 'host', 'certificate', 'client', 'callbacks', 'flows'],
  [],
];

/** The six steps of the second generation, for readers of its tutorials (ui 8.3, 11.1). */
export function Detailed() {
  const region = useRegion();
  const [step, setStep] = useState(0);
  const [wanted, setWanted] = useState<Wanted>();
  const steps = useRef<HTMLDivElement>(null);
  // Cloudscape makes a step's name an h1, and the page has its one already (G-1).
  useEffect(() => steps.current?.querySelector('h1')?.setAttribute('aria-level', '2'), [step, wanted]);
  const taken: { isTaken?: (prefix: string) => boolean } = {};
  const checks = checksOf((prefix) => taken.isTaken?.(prefix) === true);
  const [shownFields, setShownFields] = useState<readonly (keyof DetailedValues)[]>([]);
  // The checks of the steps gone through; those of later ones would be in error before they were seen.
  const form = useForm<DetailedValues>(DEFAULTS, pick(checks, shownFields));
  const { prefix } = form.values;
  const availability = useAvailability(prefix, region, checks.prefix?.(prefix, { ...form.values, domainKind: 'cognito' }) !== undefined);
  taken.isTaken = availability.isTaken;

  if (wanted !== undefined) {
    return (
      <Page title={common.title} content="form" crumbs={CRUMBS}>
        <Progress wanted={wanted} onBack={() => setWanted(undefined)} />
      </Page>
    );
  }
  const faultsOf = (at: number) =>
    (FIELDS[at] ?? []).filter((name) => faultOf(checks, name, form.values) !== undefined);
  const go = (next: number) => {
    const before = FIELDS.slice(0, next).flat();
    setShownFields(before);
    const wrong = FIELDS.findIndex((_, at) => at < next && faultsOf(at).length > 0);
    if (wrong === -1) {
      setStep(next);
      return;
    }
    for (const name of FIELDS[wrong] ?? []) form.touch(name);
    setStep(wrong);
  };
  const create = () => {
    form.settle();
    setWanted(wantedOf(form.values));
  };
  const parts = { form, availability };
  const last = FIELDS.length - 1;
  const cancel = () => navigate(href('/user-pools'));
  return (
    <Page title={common.title} content="wizard" crumbs={CRUMBS} help={text.help}>
      <FormErrors form={form} />
      <div ref={steps}>
        <Wizard
          activeStepIndex={step}
          {...(step === last
            ? { customPrimaryActions: <LastActions onCancel={cancel} onPrevious={() => go(last - 1)} onCreate={create} /> }
            : {})}
          onNavigate={({ detail }) => go(detail.requestedStepIndex)}
          onCancel={cancel}
          i18nStrings={{
            stepNumberLabel: (at) => `Step ${at}`,
            collapsedStepsLabel: (at, count) => `Step ${at} of ${count}`,
            navigationAriaLabel: 'Steps',
            cancelButton: shared.cancel,
            previousButton: text.previous,
            nextButton: 'Next',
          }}
          steps={[
            { title: text.steps[0], content: <SignInExperience {...parts} /> },
            { title: text.steps[1], content: <SecurityRequirements {...parts} /> },
            { title: text.steps[2], content: <SignUpExperience {...parts} /> },
            { title: text.steps[3], content: <MessageDelivery {...parts} /> },
            { title: text.steps[4], content: <Integrate {...parts} /> },
            {
              title: text.steps[5],
              content: <Review values={form.values} onEdit={setStep} />,
            },
          ]}
        />
      </div>
    </Page>
  );
}

/** The wizard's own button knows no reason for being disabled (G-6). */
function LastActions(props: {
  readonly onCancel: () => void;
  readonly onPrevious: () => void;
  readonly onCreate: () => void;
}) {
  return (
    <SpaceBetween size="xs" direction="horizontal">
      <Button variant="link" onClick={props.onCancel}>
        {shared.cancel}
      </Button>
      <Button onClick={props.onPrevious}>{text.previous}</Button>
      <WriteButton action="cognito-idp:CreateUserPool" kind="pools" variant="primary" onClick={props.onCreate}>
        {text.create}
      </WriteButton>
    </SpaceBetween>
  );
}

type AllChecks = Checks<DetailedValues>;

function pick(checks: AllChecks, names: readonly (keyof DetailedValues)[]): AllChecks {
  return Object.fromEntries(names.map((name) => [name, checks[name]])) as AllChecks;
}

function faultOf(checks: AllChecks, name: keyof DetailedValues, values: DetailedValues): string | undefined {
  const check = checks[name] as ((value: unknown, all: DetailedValues) => string | undefined) | undefined;
  return check?.(values[name], values);
}

function whole(value: string, min: number, max: number, words: string): string | undefined {
  const number = Number(value);
  return /^\d+$/.test(value) && number >= min && number <= max ? undefined : words;
}

function checksOf(isTaken: (prefix: string) => boolean): AllChecks {
  return {
    identifiers: (identifiers, { attributes }) => identifiersFault(identifiers, attributes.length > 0 ? ['email'] : []),
    minimumLength: (value, { passwordMode }) =>
      passwordMode === 'custom' ? whole(value, 6, 99, text.lengthRule) : undefined,
    temporaryDays: (value, { passwordMode }) =>
      passwordMode === 'custom' ? whole(value, 1, 365, text.temporaryRule) : undefined,
    attributes: (attributes, { identifiers }) => identifiersFault(identifiers, attributes),
    replyTo: (value) => (value === '' || /^[^\s@<>]+@[^\s@<>]+$/.test(value) ? undefined : text.replyToWrong),
    pool: rule('UserPoolNameType', text.poolName),
    prefix: (value, { domainKind }) =>
      domainKind === 'cognito'
        ? (domainPrefix(text.cognitoDomain)(value) ?? (isTaken(value) ? shared.prefixTaken : undefined))
        : undefined,
    host: (value, { domainKind }) => (domainKind === 'custom' ? required(text.customDomain)(value) : undefined),
    certificate: (value, { domainKind }) => (domainKind === 'custom' ? rule('ArnType', text.certificate)(value) : undefined),
    client: rule('ClientNameType', text.clientName),
    callbacks: (lines, { domainKind }) =>
      domainKind === 'none' ? undefined : linesOf(lines).map(redirectUrl(text.callback)).find((fault) => fault !== undefined),
    flows: (flows, { generateSecret }) => authFlowsFault(flows, generateSecret),
  };
}
