import ProgressBar from '@cloudscape-design/components/progress-bar';
import { toFailure, type ApiFailure } from '../api/failure';
import { bulkSummary, type BulkResult } from './bulk-summary';
import { notices } from './notices';

/**
 * The same for many things: progress above the page, where it survives navigation, and a summary with what failed
 * (ui 7.6, U-7). A server that does not answer ends it: nothing is repeated.
 *
 * @param doing `Disabling users`, with the count behind it
 * @param done `disabled`: "198 of 200 disabled"
 */
export async function inBulk<T>(
  doing: string,
  done: string,
  items: readonly T[],
  nameOf: (item: T) => string,
  act: (item: T) => Promise<unknown>,
): Promise<BulkResult> {
  const notice = notices.progress(<Progress doing={doing} tried={0} all={items.length} />);
  const failed: { name: string; failure: ApiFailure }[] = [];
  let tried = 0;
  for (const item of items) {
    let isAway = false;
    try {
      await act(item);
    } catch (error) {
      const failure = toFailure(error);
      failed.push({ name: nameOf(item), failure });
      isAway = failure.isUnreachable;
    }
    tried += 1;
    notices.replace(notice, 'in-progress', <Progress doing={doing} tried={tried} all={items.length} />);
    if (isAway) break;
  }
  const result = { done: tried - failed.length, failed, left: items.length - tried };
  notices.replace(
    notice,
    failed.length === 0 ? 'success' : 'warning',
    <div>
      {bulkSummary(done, result).map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>,
  );
  return result;
}

function Progress(props: { readonly doing: string; readonly tried: number; readonly all: number }) {
  const { doing, tried, all } = props;
  return (
    <ProgressBar
      variant="flash"
      label={doing}
      value={all === 0 ? 100 : Math.round((100 * tried) / all)}
      additionalInfo={`${tried} of ${all}`}
    />
  );
}
