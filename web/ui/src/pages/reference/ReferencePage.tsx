import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/useApi';
import { Page } from '../../app/Page';
import { Icon } from '../../components/icons';
import { Empty, Loaded } from '../../components/Loaded';
import { Section } from '../../components/Section';
import { text, useUrlState } from '../../url/urlState';
import { type ApiDocument, matches, operationsOf } from './document';
import { OperationRow } from './OperationRow';
import css from './reference.module.css';

const SHAPE = { q: text() };

/** The HTTP API, as its own document tells it. Nothing is loaded from elsewhere. */
export default function ReferencePage() {
  const { t } = useTranslation();
  const [{ q }, set] = useUrlState(SHAPE);
  const query = useApi('/api/v1/openapi.json', { every: false });
  return (
    <Page title={t('nav.reference')}>
      <div className="row wrap" style={{ padding: '14px 0 8px' }} role="search">
        <TextInput
          data-search
          leftSection={<Icon name="search" size={14} />}
          aria-label={t('reference.search')}
          placeholder={t('reference.search')}
          value={q}
          onChange={(event) => set({ q: event.currentTarget.value })}
          w={320}
        />
        <a href="/api/v1/openapi.yaml" download="weir-openapi.yaml">
          openapi.yaml
        </a>
      </div>
      <p className="dim">{t('reference.how')}</p>
      <Loaded query={query} rows={12}>
        {(raw) => {
          const document = raw as unknown as ApiDocument;
          const tags = [...operationsOf(document)]
            .map(([tag, all]) => ({ tag, shown: all.filter((operation) => matches(operation, q)) }))
            .filter(({ shown }) => shown.length > 0);
          if (tags.length === 0) return <Empty title={t('reference.none')} />;
          return tags.map(({ tag, shown }) => (
            <Section key={tag} title={tag} count={shown.length}>
              <ul className={css.operations}>
                {shown.map((operation) => (
                  <OperationRow
                    key={`${operation.method} ${operation.path}`}
                    document={document}
                    operation={operation}
                  />
                ))}
              </ul>
            </Section>
          ));
        }}
      </Loaded>
    </Page>
  );
}
