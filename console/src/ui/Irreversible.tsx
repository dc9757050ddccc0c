import Badge from '@cloudscape-design/components/badge';
import { text } from './text';

/** Before creation, on choices that cannot be taken back (ui 7.7); afterwards they are plain text. */
export function Irreversible() {
  return <Badge color="severity-medium">{text.irreversible}</Badge>;
}
