import Badge from '@cloudscape-design/components/badge';
import { unreadWords } from '../api/unread';

/** How many messages are new, beside the entry of the inbox. */
export default function Unread(props: { readonly count: number }) {
  const words = unreadWords(props.count);
  return (
    <Badge color="blue">
      <span aria-hidden="true">{words}</span>
      <span className="off-screen">{`${words} unread`}</span>
    </Badge>
  );
}
