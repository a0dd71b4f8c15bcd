import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/types';
import { Go } from '../../components/Go';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';
import { say } from '../incidents/text';

type Quick = Schemas['QuickDiagnosis'];
type Result = Quick['results'][number];

function Matches({ result }: { result: Result }) {
  const { t, i18n } = useTranslation();
  return (
    <Section title={say(result.title, i18n.language)} count={result.total}>
      {result.total === 0 && <p className="dim">{t('diagnosis.noMatch')}</p>}
      {result.processes.map((of) => (
        <details key={of.process} open={result.processes.length === 1} style={{ padding: '4px 0' }}>
          <summary>
            <b>{of.process}</b> {t('diagnosis.lines', { count: of.count })} <At at={of.first} /> - <At at={of.last} />
          </summary>
          {of.causes.map((cause) => (
            <p key={cause.text} style={{ overflowWrap: 'anywhere' }}>
              {cause.count} x <code className="mono">{cause.text}</code>
            </p>
          ))}
          <ul style={{ overflowWrap: 'anywhere' }}>
            {of.hits.map((hit) => (
              <li key={`${hit.line.link} ${hit.line.at}`}>
                <At at={hit.line.at} /> <Go to={hit.line.link}>{hit.line.text}</Go>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </Section>
  );
}

/** Which lines match which signature, by process, with the cause read out of them; known noise is counted only. */
export function QuickHits({ result }: { result: Quick }) {
  const { t, i18n } = useTranslation();
  return (
    <>
      {result.partial && (
        <p className="dim">
          {t('diagnosis.partial')} {result.partial}
        </p>
      )}
      {result.results.map((one) => (
        <Matches key={one.signature} result={one} />
      ))}
      {result.hidden.length > 0 && (
        <details className="dim" style={{ padding: '4px 0 12px' }}>
          <summary>
            {t('diagnosis.hidden', { count: result.hidden.reduce((sum, each) => sum + each.count, 0) })}
          </summary>
          <ul>
            {result.hidden.map((noise) => (
              <li key={noise.id}>
                {noise.count} x {noise.id}: {say(noise.reason, i18n.language)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
