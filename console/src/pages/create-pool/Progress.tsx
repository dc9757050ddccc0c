import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useEffect, useRef, useState } from 'react';
import { domainPrefix } from '../../api/domains';
import { toFailure, type ApiFailure } from '../../api/failure';
import { useRegion } from '../../api/region';
import { navigate, url } from '../../routing/router';
import { FailureAlert } from '../../ui/FailureAlert';
import { useForm } from '../../ui/form';
import { notices } from '../../ui/notices';
import { PrefixField, useAvailability } from '../../ui/PrefixField';
import { carryOut, isDone, stepsOf, undo, type Made, type StepId, type Wanted } from './plan';
import { text } from './text';
import { world } from './world';

/**
 * Makes what is wanted and shows it, step by step. A failure in the middle says what exists and offers to go on or to
 * remove it (ui 8.3). Then goes to the page that has the results.
 */
export function Progress(props: { readonly wanted: Wanted; readonly onBack: () => void }) {
  const [wanted, setWanted] = useState(props.wanted);
  const [made, setMade] = useState<Made>({});
  const [failure, setFailure] = useState<ApiFailure>();
  const [isRunning, setRunning] = useState(false);
  const steps = stepsOf(wanted);
  const done = steps.filter((step) => isDone(step, made));
  const current = steps.find((step) => !isDone(step, made));

  const run = async (what: Wanted) => {
    setRunning(true);
    setFailure(undefined);
    try {
      const { poolId: pool = '', clientId: client = '' } = await carryOut(what, made, world, setMade);
      navigate(url('/user-pools/:pool/ready/:client', { pool, client }), 'replace');
    } catch (error) {
      setFailure(toFailure(error));
      setRunning(false);
    }
  };
  const remove = async () => {
    setRunning(true);
    try {
      await undo(made, world, setMade);
      notices.success(text.removed);
      props.onBack();
    } catch (error) {
      setFailure(toFailure(error));
      setRunning(false);
    }
  };

  const started = useRef(false);
  useEffect(() => {
    // Once, also where React mounts twice to find mistakes.
    if (started.current) return;
    started.current = true;
    void run(wanted);
  });

  return (
    <Container header={<Header variant="h2">{text.inProgress}</Header>}>
      <SpaceBetween size="l">
        <ProgressBar
          value={(done.length / steps.length) * 100}
          label={text.inProgress}
          status={failure === undefined ? 'in-progress' : 'error'}
          additionalInfo={current === undefined ? '' : text.steps[current]}
          {...(failure === undefined ? {} : { resultText: text.failedAt(text.steps[current ?? 'pool']) })}
        />
        <SpaceBetween size="xs">
          {steps.map((step) => (
            <Step key={step} step={step} made={made} state={stateOf(step, made, current, failure)} />
          ))}
        </SpaceBetween>
        {failure === undefined || current === undefined ? null : (
          <Failed
            failure={failure}
            step={current}
            made={made}
            wanted={wanted}
            isRunning={isRunning}
            onContinue={(next) => {
              setWanted(next);
              void run(next);
            }}
            onRemove={() => void remove()}
            onBack={props.onBack}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}

type State = 'success' | 'loading' | 'pending' | 'error';

function stateOf(step: StepId, made: Made, current: StepId | undefined, failure: ApiFailure | undefined): State {
  if (isDone(step, made)) return 'success';
  if (step !== current) return 'pending';
  return failure === undefined ? 'loading' : 'error';
}

function Step(props: { readonly step: StepId; readonly made: Made; readonly state: State }) {
  const { step, made, state } = props;
  const names = { pool: made.poolId, domain: made.domain, 'resource-server': made.resourceServer, client: made.clientId };
  return (
    <StatusIndicator type={state}>
      {text.steps[step]}
      {names[step] === undefined ? '' : `: ${names[step]}`}
    </StatusIndicator>
  );
}

function Failed(props: {
  readonly failure: ApiFailure;
  readonly step: StepId;
  readonly made: Made;
  readonly wanted: Wanted;
  readonly isRunning: boolean;
  readonly onContinue: (wanted: Wanted) => void;
  readonly onRemove: () => void;
  readonly onBack: () => void;
}) {
  const { failure, step, made, wanted, isRunning, onContinue, onRemove, onBack } = props;
  const nothingExists = made.poolId === undefined;
  const prefix = useOtherPrefix(wanted.domain?.name ?? '');
  const asksPrefix = step === 'domain' && wanted.domain?.certificateArn === undefined;
  const goOn = () => {
    if (!asksPrefix) onContinue(wanted);
    else void prefix.form.submit(({ prefix: name }) => onContinue({ ...wanted, domain: { name } }));
  };
  return (
    <SpaceBetween size="m">
      <FailureAlert failure={failure} />
      {nothingExists ? null : (
        <Alert type="info" statusIconAriaLabel="Info" header={text.existsNow}>
          <Box variant="span">
            {[made.poolId, made.domain, made.resourceServer].filter((each) => each !== undefined).join(', ')}
          </Box>
        </Alert>
      )}
      {asksPrefix ? <PrefixField form={prefix.form} label={text.prefix} availability={prefix.availability} /> : null}
      <SpaceBetween size="xs" direction="horizontal">
        <Button variant="primary" loading={isRunning} onClick={goOn}>
          {text.continue}
        </Button>
        {nothingExists ? (
          <Button onClick={onBack}>{text.back}</Button>
        ) : (
          <Button loading={isRunning} onClick={onRemove}>
            {text.removing}
          </Button>
        )}
      </SpaceBetween>
    </SpaceBetween>
  );
}

function useOtherPrefix(first: string) {
  const region = useRegion();
  const check = domainPrefix(text.prefix);
  const form = useForm({ prefix: first }, { prefix: check }, { asksBeforeLeaving: false });
  const { prefix } = form.values;
  return { form, availability: useAvailability(prefix, region, check(prefix) !== undefined) };
}
