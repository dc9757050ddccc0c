import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isDomainFree, PREFIX_RULE } from '../api/domains';
import { ApiFailure, toFailure } from '../api/failure';
import { FailureAlert } from './FailureAlert';
import type { Form } from './form';
import { text } from './text';

const ASKED_AFTER_MILLIS = 400;

export type Availability = 'unknown' | 'checking' | 'free' | 'taken' | 'failed';

type Known = Readonly<Record<string, 'free' | 'taken' | 'checking' | ApiFailure>>;

/**
 * Whether a domain prefix is free, asked while it is typed (D-2). `isTaken` is for a form's checks, so that a taken one
 * is not submitted (CP-4).
 */
export function useAvailability(prefix: string, region: string, isWrong: boolean, ask = isDomainFree) {
  const [known, setKnown] = useState<Known>({});
  const asked = useRef(new Set<string>());
  const check = useCallback(async () => {
    if (prefix === '' || isWrong || asked.current.has(prefix)) return;
    asked.current.add(prefix);
    setKnown((now) => ({ ...now, [prefix]: 'checking' }));
    try {
      const isFree = await ask(prefix, region);
      setKnown((now) => ({ ...now, [prefix]: isFree ? 'free' : 'taken' }));
    } catch (error) {
      // Shown and kept: asked again by itself, a server in trouble would be asked without end.
      setKnown((now) => ({ ...now, [prefix]: toFailure(error) }));
    }
    asked.current.delete(prefix);
  }, [prefix, region, isWrong, ask]);
  useEffect(() => {
    if (known[prefix] !== undefined) return undefined;
    const timer = setTimeout(() => void check(), ASKED_AFTER_MILLIS);
    return () => clearTimeout(timer);
  }, [prefix, known, check]);
  const found = known[prefix];
  const failure = found instanceof ApiFailure ? found : undefined;
  const state: Availability = found instanceof ApiFailure ? 'failed' : (found ?? 'unknown');
  return { state, failure, check, isTaken: (value: string) => known[value] === 'taken' };
}

export type DomainAvailability = ReturnType<typeof useAvailability>;

/** The field of a domain prefix, with its availability and the button that readers of old tutorials look for. */
export function PrefixField<T extends { readonly prefix: string }>(props: {
  readonly form: Form<T>;
  readonly label: string;
  readonly description?: string;
  readonly availability: DomainAvailability;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
}) {
  const { form, label, description, availability, autoFocus = false, disabled = false } = props;
  const { prefix } = form.values;
  const { state } = availability;
  return (
    <FormField
      label={label}
      {...(description === undefined ? {} : { description })}
      constraintText={PREFIX_RULE}
      errorText={state === 'taken' ? text.prefixTaken : form.error('prefix')}
      secondaryControl={
        <Button formAction="none" loading={state === 'checking'} onClick={() => void availability.check()}>
          {text.checkAvailability}
        </Button>
      }
    >
      <Input
        ref={form.ref('prefix')}
        value={prefix}
        autoFocus={autoFocus}
        disabled={disabled}
        autoComplete={false}
        spellcheck={false}
        onChange={({ detail }) => form.set('prefix', detail.value as T['prefix'])}
        onBlur={() => form.touch('prefix')}
      />
      <span role="status">
        {state === 'free' ? <StatusIndicator type="success">{text.prefixFree}</StatusIndicator> : null}
      </span>
      <FailureAlert failure={availability.failure} onRetry={() => void availability.check()} />
    </FormField>
  );
}
