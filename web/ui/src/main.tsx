import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './global.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { startLanguages } from './i18n/i18n';

const root = document.getElementById('root');

// A canvas does not wait for a font as text does, so the font is there before the first chart.
const ready = Promise.allSettled([startLanguages(), document.fonts.load('11px "Inter Variable"')]);
if (root) void ready.then(() => createRoot(root).render(<App />));
