import { useTranslation } from 'react-i18next';
import { differenceOf, hunks } from './lines';
import css from './routing.module.css';

/** What changed between two texts, with some lines around each change. */
export function Difference({ label, before, after }: { label: string; before: string; after: string }) {
  const { t } = useTranslation();
  const lines = differenceOf(before, after);
  const count = (kind: string) => lines.filter((line) => line.kind === kind).length;
  if (before === after) return <p className="dim">{t('routing.same')}</p>;
  return (
    <>
      <p className="dim">{t('routing.lines', { gone: count('gone'), added: count('new') })}</p>
      <section aria-label={label}>
        <pre className={`${css.difference} mono`}>
          {hunks(lines).map((line, i) =>
            line === null ? (
              <span key={i} className={css.left}>
                ⋯{'\n'}
              </span>
            ) : line.kind === 'gone' ? (
              <del key={i}>- {`${line.text}\n`}</del>
            ) : line.kind === 'new' ? (
              <ins key={i}>+ {`${line.text}\n`}</ins>
            ) : (
              <span key={i}>
                {'  '}
                {`${line.text}\n`}
              </span>
            ),
          )}
        </pre>
      </section>
    </>
  );
}
