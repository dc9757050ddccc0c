import { useQueryParam } from '../../routing/router';
import { Detailed } from './Detailed';
import { OnePage } from './OnePage';

/** One page by default, the six steps of the second generation by `?mode=detailed` (ui 8.3). */
export default function CreatePool() {
  const [mode] = useQueryParam('mode');
  return mode === 'detailed' ? <Detailed /> : <OnePage />;
}
