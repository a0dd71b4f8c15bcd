import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job, Vertex } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Copy, Stack } from '../../components/Copy';
import { Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { At } from '../../components/Time';

/** Blocks of a thread dump that hold the words. */
export function threadsWith(text: string, words: string): string[] {
  const blocks = text.split('\n\n').filter((block) => block.trim() !== '');
  return words ? blocks.filter((block) => block.toLowerCase().includes(words.toLowerCase())) : blocks;
}

/** The threads of one of the TaskManagers that a vertex runs on, first those that bear the vertex's name. */
export function VertexThreads({ job, vertex }: { job: Job; vertex: Vertex }) {
  const { t } = useTranslation();
  const processes = [...new Set(vertex.subtasks.map((subtask) => subtask.taskManager))]
    .filter((name) => name !== null)
    .sort();
  const [process, setProcess] = useState('');
  const [words, setWords] = useState(vertex.name.slice(0, 24));
  const query = useApi('/api/v1/clusters/{cluster}/processes/{process}/threads', {
    params: { cluster: job.cluster, process },
    enabled: process !== '',
    every: false,
  });
  return (
    <Section
      title={t('vertex.threads')}
      actions={
        <span className="row wrap">
          {processes.map((name) => (
            <Button
              key={name}
              size="compact-xs"
              variant={name === process ? 'filled' : 'default'}
              loading={name === process && query.isFetching}
              onClick={() => (name === process ? void query.refetch() : setProcess(name))}
            >
              {name}
            </Button>
          ))}
        </span>
      }
    >
      {process === '' && <p className="faint">{t('vertex.threadsHint')}</p>}
      {process !== '' && (
        <Loaded query={query}>
          {(dump) => {
            const shown = threadsWith(dump.text, words);
            return (
              <>
                <div className="row wrap" style={{ paddingBottom: 6 }}>
                  <TextInput
                    aria-label={t('vertex.threadsSearch')}
                    placeholder={t('vertex.threadsSearch')}
                    value={words}
                    onChange={(event) => setWords(event.currentTarget.value)}
                    w={240}
                  />
                  <span className="dim">{t('vertex.threadsShown', { shown: shown.length, of: dump.count })}</span>
                  <span className="faint">
                    <At at={dump.at} />
                  </span>
                  <Copy text={dump.text} />
                </div>
                <Stack text={shown.join('\n\n')} />
              </>
            );
          }}
        </Loaded>
      )}
    </Section>
  );
}
