/**
 * The object without the members that are undefined: `<Button {...given({ disabledReason: reason })}>`. With
 * `exactOptionalPropertyTypes` an optional property may be left out, and may not be undefined.
 */
export function given<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
