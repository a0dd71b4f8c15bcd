import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

export const LANGUAGES = [
  { code: 'en', name: 'English' },
  { code: 'zh', name: '中文' },
] as const;

export type Language = (typeof LANGUAGES)[number]['code'];

const STORED = 'weir-language';

async function load(language: Language) {
  if (language === 'zh' && !i18next.hasResourceBundle('zh', 'translation')) {
    i18next.addResourceBundle('zh', 'translation', (await import('./zh')).zh);
  }
}

/** What this browser was told before; nothing where it keeps nothing. */
function stored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

function store(language: Language) {
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // It is asked for again at the next visit.
  }
}

function preferred(): Language {
  const wanted = stored() ?? navigator.language;
  return wanted.startsWith('zh') ? 'zh' : 'en';
}

/** English is always there; Chinese is loaded when it is wanted. */
export async function startLanguages() {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as never);
  await speak(preferred(), false);
}

export async function speak(language: Language, remember = true) {
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  if (remember) store(language);
}
