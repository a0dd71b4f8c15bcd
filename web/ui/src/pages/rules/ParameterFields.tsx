import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RuleParameter } from '../../api/types';
import css from './rules.module.css';

interface Props {
  parameters: RuleParameter[];
  values: Record<string, string>;
  /** What is in force where nothing is set. */
  inherited: (parameter: RuleParameter) => string;
  disabled: boolean;
  onChange: (values: Record<string, string>) => void;
}

const CHOICES: Partial<Record<RuleParameter['kind'], string[]>> = {
  switch: ['true', 'false'],
  severity: ['info', 'warning', 'critical'],
};
const YEAR_SECONDS = 365 * 86_400;
const NO_MOST = 2_147_483_647;

/** A field for each parameter; an empty one leaves it as it is. */
export function ParameterFields({ parameters, values, inherited, disabled, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const range = ({ kind, least, most, unit }: RuleParameter) => {
    if (least === null || most === null) return '';
    const unbounded = most >= (kind === 'duration' ? YEAR_SECONDS : NO_MOST);
    const seconds = kind === 'duration' ? 's' : '';
    const bounds = unbounded
      ? t('rules.atLeast', { least: `${least}${seconds}` })
      : t('rules.range', { least: `${least}${seconds}`, most: `${most}${seconds}` });
    return kind === 'duration' ? bounds : `${bounds}, ${unit}`;
  };
  return (
    <div className={css.fields}>
      {parameters.map((parameter) => {
        const { name, kind } = parameter;
        const doc = i18n.language === 'zh' ? parameter.docZh : parameter.doc;
        const options = CHOICES[kind];
        const set = (value: string) => onChange({ ...values, [name]: value });
        return options ? (
          <Select
            key={name}
            label={name}
            labelProps={{ className: 'mono' }}
            description={doc}
            clearable
            disabled={disabled}
            placeholder={inherited(parameter)}
            data={options}
            value={values[name] || null}
            onChange={(value) => set(value ?? '')}
          />
        ) : (
          <TextInput
            key={name}
            label={name}
            labelProps={{ className: 'mono' }}
            description={[doc, range(parameter)].filter(Boolean).join(' ')}
            disabled={disabled}
            placeholder={inherited(parameter)}
            value={values[name] ?? ''}
            onChange={(e) => set(e.currentTarget.value)}
          />
        );
      })}
    </div>
  );
}
