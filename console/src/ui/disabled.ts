/**
 * A button's properties where something stands against pressing it: `<Button {...disabledBecause(denied, isEmpty)}>`. With
 * a reason it can be reached by keyboard, and says the reason (ui 5.8, G-6).
 *
 * @param reason of [[useDenied]], or a rule: the first that is not undefined counts
 * @param isDisabled without a reason to say: nothing is selected
 */
export function disabledBecause(
  reason: string | undefined,
  isDisabled = false,
): { readonly disabled: boolean; readonly disabledReason?: string } {
  return reason === undefined ? { disabled: isDisabled } : { disabled: true, disabledReason: reason };
}
