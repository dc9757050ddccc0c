import FormField from '@cloudscape-design/components/form-field';
import Input, { type InputProps } from '@cloudscape-design/components/input';
import Textarea from '@cloudscape-design/components/textarea';
import { useRef, useState, type ReactNode } from 'react';
import { useLeaveGuard } from '../routing/router';
import { text } from './text';

/** What is wrong with a value, in words; undefined where nothing is. */
export type Check<V, All> = (value: V, all: All) => string | undefined;
export type Checks<T> = { readonly [K in keyof T]?: Check<T[K], T> };

interface Focusable {
  focus: () => void;
}

export interface Form<T> {
  readonly values: T;
  readonly isDirty: boolean;
  readonly set: <K extends keyof T>(name: K, value: T[K]) => void;
  /** The error to show now: after the field was left or the form was submitted. */
  readonly error: <K extends keyof T>(name: K) => string;
  /** To be called when a field is left. */
  readonly touch: (name: keyof T) => void;
  /** Of the field's control, which gets the focus where it is the first in error. */
  readonly ref: (name: keyof T) => (control: Focusable | null) => void;
  /** Says an error of the server at a field. */
  readonly refuse: (name: keyof T, message: string) => void;
  /** How many fields were in error at the last submit, in words; for [[FormErrors]]. */
  readonly summary: string;
  /** Checks all fields; calls `action` where all are right, else goes to the first in error (ui 7.2). */
  readonly submit: (action: (values: T) => void | Promise<unknown>) => Promise<void>;
  /** The input is saved or given up: leaving asks no more. */
  readonly settle: () => void;
}

let isPressed = false;
window.addEventListener('pointerdown', () => (isPressed = true), { capture: true });
for (const end of ['pointerup', 'pointercancel']) {
  window.addEventListener(end, () => (isPressed = false), { capture: true });
}

/**
 * Does it now; or, while a button of the mouse is down, after the click: what appears below a field that is left moves the
 * button that is being clicked away from under the mouse, and nothing would have been clicked.
 */
function afterClick(action: () => void): void {
  if (isPressed) window.addEventListener('pointerup', () => setTimeout(action), { once: true });
  else action();
}

/**
 * The state of a form. `checks` in the order of the fields; those of the service model come from [[rule]]:
 * `useForm({ name: '' }, { name: rule('ClientNameType', 'App client name') })`.
 */
export function useForm<T extends object>(
  first: T,
  checks: Checks<T>,
  options: {
    /** False for forms that are quickly typed again. */
    readonly asksBeforeLeaving?: boolean;
  } = {},
): Form<T> {
  const [values, setValues] = useState(first);
  const [touched, setTouched] = useState<ReadonlySet<keyof T>>(new Set());
  const [refused, setRefused] = useState<Partial<Record<keyof T, string | undefined>>>({});
  const [summary, setSummary] = useState('');
  const [isDirty, setDirty] = useState(false);
  const controls = useRef(new Map<keyof T, Focusable>());
  const refs = useRef(new Map<keyof T, (control: Focusable | null) => void>());
  useLeaveGuard(isDirty && options.asksBeforeLeaving !== false, text.leave);

  const wrong = <K extends keyof T>(name: K, all: T) => checks[name]?.(all[name], all);
  return {
    values,
    isDirty,
    set: (name, value) => {
      setValues((now) => ({ ...now, [name]: value }));
      setRefused((now) => ({ ...now, [name]: undefined }));
      setDirty(true);
    },
    error: (name) => refused[name] ?? (touched.has(name) ? (wrong(name, values) ?? '') : ''),
    touch: (name) => afterClick(() => setTouched((now) => new Set(now).add(name))),
    ref: (name) => {
      let set = refs.current.get(name);
      if (set === undefined) {
        set = (control) => {
          if (control === null) controls.current.delete(name);
          else controls.current.set(name, control);
        };
        refs.current.set(name, set);
      }
      return set;
    },
    refuse: (name, message) => {
      setRefused((now) => ({ ...now, [name]: message }));
      controls.current.get(name)?.focus();
    },
    summary,
    submit: async (action) => {
      const names = Object.keys(checks) as (keyof T)[];
      setTouched(new Set([...touched, ...names]));
      const inError = names.filter((name) => wrong(name, values) !== undefined);
      setSummary(inError.length === 0 ? '' : text.errorCount(inError.length));
      const [firstInError] = inError;
      if (firstInError === undefined) await action(values);
      else controls.current.get(firstInError)?.focus();
    },
    settle: () => setDirty(false),
  };
}

/** Announces how many fields are in error. */
export function FormErrors(props: { readonly form: { readonly summary: string } }) {
  return (
    <div role="alert" className="form-errors">
      {props.form.summary}
    </div>
  );
}

type TextNames<T> = { [K in keyof T]: T[K] extends string ? K : never }[keyof T];

export interface FieldProps<T> {
  readonly form: Form<T>;
  readonly name: TextNames<T>;
  readonly label: string;
  readonly description?: ReactNode;
  /** The rule in words, below the input. */
  readonly constraint?: ReactNode;
  /** Beside the label: [[Irreversible]]. */
  readonly badge?: ReactNode;
  readonly placeholder?: string;
}

/** One line of text. */
export function TextField<T extends object>(
  props: FieldProps<T> & {
    readonly type?: InputProps.Type;
    /** As of HTML: `username`, `current-password`, `new-password`, `one-time-code`. */
    readonly autoComplete?: string;
    readonly inputMode?: InputProps.InputMode;
    readonly autoFocus?: boolean;
  },
) {
  const { form, name, type, autoComplete, inputMode, autoFocus = false, placeholder } = props;
  return (
    <Labelled {...props}>
      <Input
        ref={form.ref(name)}
        value={form.values[name] as string}
        {...(type === undefined ? {} : { type })}
        {...(inputMode === undefined ? {} : { inputMode })}
        {...(placeholder === undefined ? {} : { placeholder })}
        autoFocus={autoFocus}
        autoComplete={autoComplete ?? false}
        spellcheck={false}
        onChange={({ detail }) => form.set(name, detail.value as T[TextNames<T>])}
        onBlur={() => form.touch(name)}
      />
    </Labelled>
  );
}

/** Several lines of text. */
export function TextAreaField<T extends object>(props: FieldProps<T> & { readonly rows?: number }) {
  const { form, name, rows = 3, placeholder } = props;
  return (
    <Labelled {...props}>
      <Textarea
        ref={form.ref(name)}
        value={form.values[name] as string}
        rows={rows}
        {...(placeholder === undefined ? {} : { placeholder })}
        onChange={({ detail }) => form.set(name, detail.value as T[TextNames<T>])}
        onBlur={() => form.touch(name)}
      />
    </Labelled>
  );
}

/** Label above, description below it, rule and error below the control (ui 7.2); for any control. */
export function Labelled<T extends object>(props: {
  readonly form: Form<T>;
  readonly name: keyof T;
  readonly label: string;
  readonly description?: ReactNode;
  readonly constraint?: ReactNode;
  readonly badge?: ReactNode;
  readonly children: ReactNode;
}) {
  const { form, name, label, description, constraint, badge, children } = props;
  return (
    <FormField
      label={badge === undefined ? label : <>{label} {badge}</>}
      description={description}
      constraintText={constraint}
      errorText={form.error(name)}
    >
      {children}
    </FormField>
  );
}
