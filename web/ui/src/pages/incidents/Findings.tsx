import { useTranslation } from 'react-i18next';
import { Go } from '../../components/Go';
import { Pill } from '../../components/Pill';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';
import type { Tone } from '../../components/tone';
import css from './incidents.module.css';
import { type Finding, type Incident, say } from './text';

const TONES: Record<Finding['bearing'], Tone> = {
  cause: 'critical',
  symptom: 'warning',
  consequence: 'info',
};

interface Props extends Pick<Incident, 'unread'> {
  findings: Finding[];
  /** What is said where there is none. */
  nothing?: string;
}

/** What diagnosis concludes, first to read first, each with what it rests on. */
export function Findings({ findings, unread, nothing }: Props) {
  const { t } = useTranslation();
  return (
    <Section title={t('incidents.findings')} count={findings.length}>
      {findings.length === 0 && <p className="dim">{nothing ?? t('incidents.noFindings')}</p>}
      {findings.map((finding) => (
        <Conclusion key={finding.id} finding={finding} />
      ))}
      {unread.length > 0 && (
        <p className="dim">
          {t('incidents.unread')}: {unread.map((each) => `${each.source} (${each.why})`).join('; ')}
        </p>
      )}
    </Section>
  );
}

function Conclusion({ finding }: { finding: Finding }) {
  const { t, i18n } = useTranslation();
  return (
    <article className={css.finding} data-bearing={finding.bearing}>
      <h3>
        <Pill tone={TONES[finding.bearing]}>{t(`incidents.bearing.${finding.bearing}`)}</Pill>{' '}
        {say(finding.title, i18n.language)}{' '}
        <span className="faint">{t(`incidents.confidence.${finding.confidence}`)}</span>
      </h3>
      <p>{say(finding.cause, i18n.language)}</p>
      <p>{say(finding.meaning, i18n.language)}</p>
      <p>
        <b>{t('incidents.advice')}</b> {say(finding.advice, i18n.language)}
      </p>
      <ul className={css.evidence} aria-label={t('incidents.evidence')}>
        {finding.evidence.map((proof) => (
          <li key={`${proof.link} ${proof.at} ${proof.text}`}>
            <At at={proof.at} /> <Go to={proof.link}>{proof.text}</Go>
          </li>
        ))}
      </ul>
    </article>
  );
}
