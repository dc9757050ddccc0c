import type { AuditEvent } from '../../api/operations';
import { masked } from '../../shell/masked';

/** As the API answers it; masked once more, should a member of a later version be a secret (AU-2). */
export function eventJson(event: AuditEvent): string {
  return JSON.stringify(masked(event), null, 2);
}

/** The name in an ARN: `arn:aws:iam::000000000000:user/ada` is `ada`. */
export function actorName(arn: string): string {
  return arn.split(':').at(-1)?.split('/').at(-1) ?? arn;
}
