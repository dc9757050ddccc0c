import Tabs from '@cloudscape-design/components/tabs';
import { useQueryParam } from '../../routing/router';
import { Page } from '../../ui/Page';
import type { PageProps } from '../page';
import { PasteToken } from './PasteToken';
import { RequestToken } from './RequestToken';
import { text } from './text';

/** A real token request with its explanation, and any pasted token (ui 9.1). */
export default function TokenTester({ params: { pool } }: PageProps<'/user-pools/:pool/token-tester'>) {
  const [mode, setMode] = useQueryParam('mode', 'request');
  return (
    <Page title={text.title} pool={pool} content="table" help={text.help}>
      <Tabs
        activeTabId={mode === 'paste' ? 'paste' : 'request'}
        onChange={({ detail }) => setMode(detail.activeTabId)}
        tabs={[
          { id: 'request', label: text.modeRequest, content: <RequestToken pool={pool} /> },
          { id: 'paste', label: text.modePaste, content: <PasteToken pool={pool} /> },
        ]}
        i18nStrings={{ scrollLeftAriaLabel: 'Scroll left', scrollRightAriaLabel: 'Scroll right' }}
      />
    </Page>
  );
}
