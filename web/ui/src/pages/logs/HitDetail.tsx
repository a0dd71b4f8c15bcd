import { Button, Drawer } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogHit } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Copy } from '../../components/Copy';
import { Loaded } from '../../components/Loaded';
import { Pairs, Section } from '../../components/Section';
import { clock, instant } from '../../format/times';
import { Marked } from './HitRow';
import css from './logs.module.css';
import { firstLineOf, withTerm } from './record';

interface Props {
  hit: LogHit | null;
  query: string;
  onSearch: (query: string) => void;
  onOpen: (hit: LogHit) => void;
  onClose: () => void;
}

/** A whole record with what the same process wrote around it, and searches that start from it. */
export function HitDetail({ hit, query, onSearch, onOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer opened={hit !== null} onClose={onClose} size="min(920px, 100%)" title={hit ? instant(hit.at) : ''}>
      {hit && (
        <>
          <Filters hit={hit} query={query} onSearch={onSearch} />
          <Pairs
            pairs={[
              [t('logs.time'), hit.misdated ? t('logs.misdated', { time: instant(hit.at) }) : instant(hit.at)],
              [t('logs.level'), hit.level],
              [t('logs.process'), `${hit.cluster} / ${hit.process} (${hit.kind})`],
              [
                t('logs.owner'),
                [hit.namespace, hit.deployment, hit.run].filter(Boolean).join(' / ') || t('common.none'),
              ],
              [
                t('logs.logger'),
                <span key="logger" className="mono">
                  {hit.logger ?? t('common.none')}
                </span>,
              ],
              [
                t('logs.thread'),
                <span key="thread" className="mono">
                  {hit.thread ?? t('common.none')}
                </span>,
              ],
            ]}
          />
          <Section title={t('logs.record')} actions={<Copy text={hit.text} />}>
            <pre className={`${css.whole} mono`}>
              <Marked hit={hit} />
            </pre>
          </Section>
          <Context key={hit.id} hit={hit} onOpen={onOpen} />
        </>
      )}
    </Drawer>
  );
}

function Filters({ hit, query, onSearch }: { hit: LogHit; query: string; onSearch: (query: string) => void }) {
  const { t } = useTranslation();
  const [word, setWord] = useState('');
  const selected = () => setWord(window.getSelection()?.toString().trim().split(/\s+/)[0]?.replace(/["()]/g, '') ?? '');
  const name = hit.logger?.split('.').at(-1);
  return (
    <div className="row wrap" style={{ paddingBottom: 12 }} onPointerEnter={selected}>
      <Button variant="default" onClick={() => onSearch(withTerm(query, `process:${hit.process}`))}>
        + process:{hit.process}
      </Button>
      <Button variant="default" onClick={() => onSearch(withTerm(query, `level:${hit.level}`))}>
        + level:{hit.level}
      </Button>
      {name && (
        <>
          <Button variant="default" onClick={() => onSearch(withTerm(query, `logger:${name}`))}>
            + logger:{name}
          </Button>
          <Button variant="default" onClick={() => onSearch(withTerm(query, `-logger:${name}`))}>
            − logger:{name}
          </Button>
        </>
      )}
      {word && (
        <>
          <Button variant="light" onClick={() => onSearch(withTerm(query, word))}>
            + {word}
          </Button>
          <Button variant="light" color="red" onClick={() => onSearch(withTerm(query, `-${word}`))}>
            − {word}
          </Button>
        </>
      )}
      {!word && <span className="faint">{t('logs.selectHint')}</span>}
    </div>
  );
}

function Context({ hit, onOpen }: { hit: LogHit; onOpen: (hit: LogHit) => void }) {
  const { t } = useTranslation();
  const [lines, setLines] = useState(10);
  const [within, setWithin] = useState<'file' | 'process'>('file');
  const context = useApi('/api/v1/logs/context', {
    query: { id: hit.id, before: lines, after: lines, within },
    every: false,
  });
  return (
    <Section
      title={t('logs.context', { process: hit.process })}
      actions={
        <>
          <Button variant="subtle" onClick={() => setWithin(within === 'file' ? 'process' : 'file')}>
            {t(within === 'file' ? 'logs.wholeProcess' : 'logs.sameFile')}
          </Button>
          {lines < 160 && (
            <Button variant="subtle" onClick={() => setLines(lines * 4)}>
              {t('logs.moreContext')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={context} rows={8}>
        {(around) => (
          <ol className={css.context}>
            {around.map((each) => {
              const line = firstLineOf(each);
              return (
                <li key={each.id} data-level={each.level} data-self={each.id === hit.id || undefined}>
                  <button type="button" className="mono" onClick={() => onOpen(each)}>
                    <time>{clock(each.at, true)}</time> <b>{each.level === 'UNKNOWN' ? '' : each.level}</b>{' '}
                    {each.text.slice(line.from, line.to)}
                    {line.moreLines > 0 && (
                      <span className="faint"> {t('logs.moreLines', { count: line.moreLines })}</span>
                    )}
                  </button>
                </li>
              );
            })}
          </ol>
        )}
      </Loaded>
    </Section>
  );
}
