import { useSettings } from '../shell/settings';

/** An instant in the browser's zone with UTC on hover, or in UTC by setting (ui 7.12). Seconds since 1970 or a Date. */
export function DateText(props: { readonly value: Date | number | undefined; readonly empty?: string }) {
  const { utc } = useSettings();
  const { value, empty = '-' } = props;
  const date = typeof value === 'number' ? new Date(value * 1000) : value;
  if (date === undefined || Number.isNaN(date.getTime())) return empty;
  return (
    <time dateTime={date.toISOString()} title={utcText(date)}>
      {utc ? utcText(date) : localText(date)}
    </time>
  );
}

/** `2026-11-24 09:05:03 UTC` */
export function utcText(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function localText(date: Date): string {
  return date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
