import I18nProvider from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { SessionPages } from './session/SessionPages';
import { useSessionState } from './session/session';
import { Shell } from './shell/Shell';

/** Nobody sees a page of the console before he is signed in. */
export function App() {
  const state = useSessionState();
  return (
    <I18nProvider locale="en" messages={[messages]}>
      {state.kind === 'signed-in' ? <Shell /> : <SessionPages state={state} />}
    </I18nProvider>
  );
}
