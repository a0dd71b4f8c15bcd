import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './global.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { fetchPage } from './app/pages';
import { startLanguages } from './i18n/i18n';

fetchPage(location.pathname);
const root = document.getElementById('root');

// A language that cannot be fetched leaves English.
void startLanguages()
  .catch((problem) => console.error(problem))
  .then(() => root && createRoot(root).render(<App />));
