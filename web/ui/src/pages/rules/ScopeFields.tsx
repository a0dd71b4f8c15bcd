import { ActionIcon, Autocomplete, Button, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons';
import css from './rules.module.css';
import { type Matcher, matchersOf, OPERATORS, selectorOf } from './scope';

const LABELS = ['cluster', 'namespace', 'job_name', 'process', 'vertex_name'];

interface Props {
  match: string;
  disabled: boolean;
  onChange: (match: string) => void;
}

/** Which subjects a scope has, a row for each label; a selector that has no such form stays a text. */
export function ScopeFields({ match, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const matchers = matchersOf(match);
  if (!matchers) {
    return (
      <TextInput
        aria-label={t('rules.selector')}
        className="mono"
        disabled={disabled}
        value={match}
        onChange={(e) => onChange(e.currentTarget.value)}
      />
    );
  }
  const put = (index: number, changed: Partial<Matcher>) =>
    onChange(selectorOf(matchers.map((one, i) => (i === index ? { ...one, ...changed } : one))));
  return (
    <>
      {matchers.map((matcher, index) => (
        <div key={index} className={css.matcher}>
          <Autocomplete
            aria-label={t('rules.label')}
            disabled={disabled}
            data={LABELS}
            value={matcher.name}
            onChange={(name) => put(index, { name: name.replace(/\W/g, '_') })}
          />
          <Select
            aria-label={t('rules.operator')}
            disabled={disabled}
            allowDeselect={false}
            data={OPERATORS}
            value={matcher.operator}
            onChange={(operator) => put(index, { operator: (operator ?? '=') as Matcher['operator'] })}
          />
          <TextInput
            aria-label={t('rules.value')}
            disabled={disabled}
            value={matcher.value}
            onChange={(e) => put(index, { value: e.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            disabled={disabled || matchers.length === 1}
            aria-label={t('rules.removeLabel', { name: matcher.name })}
            onClick={() => onChange(selectorOf(matchers.filter((_, i) => i !== index)))}
          >
            <Icon name="close" size={14} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={disabled}
          onClick={() => onChange(selectorOf([...matchers, { name: 'job_name', operator: '=', value: '' }]))}
        >
          {t('rules.addLabel')}
        </Button>
      </div>
    </>
  );
}
