import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './global.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { startLanguages } from './i18n/i18n';

const root = document.getElementById('root');
if (root) void startLanguages().then(() => createRoot(root).render(<App />));
