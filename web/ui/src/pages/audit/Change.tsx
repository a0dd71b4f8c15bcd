import { useTranslation } from 'react-i18next';
import { Stack } from '../../components/Copy';

/** JSON with a line for each value; other text as it is. */
function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** What was changed: as it was and as it is, behind a word that opens it. */
export function Change({ before, after }: { before: string | null; after: string | null }) {
  const { t } = useTranslation();
  if (before === null && after === null) return null;
  return (
    <details>
      <summary className="dim">{t('audit.show')}</summary>
      {before !== null && (
        <>
          <div className="dim">{t('audit.before')}</div>
          <Stack text={laidOut(before)} />
        </>
      )}
      {after !== null && (
        <>
          <div className="dim">{t('audit.after')}</div>
          <Stack text={laidOut(after)} />
        </>
      )}
    </details>
  );
}
