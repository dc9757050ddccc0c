import '@cloudscape-design/global-styles/index.css';
import '../target/generated/theme.css';
import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startRouter } from './routing/router';
import { startSession } from './session/session';
import { startSettings } from './shell/settings';

startSettings();
startRouter();
void startSession();
const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
