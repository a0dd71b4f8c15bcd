import { Button } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../api/client';
import type { RuleDetail, RuleScope } from '../../api/types';
import { useMay } from '../../app/SessionGate';
import { ParameterFields } from './ParameterFields';
import css from './rules.module.css';
import { ScopeFields } from './ScopeFields';
import { setOnly } from './scope';

/** What is being edited; the key tells scopes apart while they are moved about. */
type Draft = RuleScope & { key: number };

/** Sets parameters for everybody and for scopes, from the version that was seen. */
export function RuleForm({ detail, onDone }: { detail: RuleDetail; onDone: () => void }) {
  const { t } = useTranslation();
  const may = useMay('edit_alerts');
  const client = useQueryClient();
  const [values, setValues] = useState<Record<string, string>>(detail.setting.parameters);
  const [scopes, setScopes] = useState<Draft[]>(detail.setting.scopes.map((scope, key) => ({ ...scope, key })));
  const { name } = detail.rule;
  const save = useMutation({
    mutationFn: (body: { parameters: Record<string, string>; scopes: RuleScope[] }) =>
      send('PUT', addressOf('/api/v1/rules/{name}/setting', { name }), body, {
        'If-Match': `"${detail.setting.version}"`,
      }),
    onSuccess: () => {
      toasts.show({ message: t('rules.saved', { name }) });
      onDone();
    },
    onSettled: () => {
      for (const path of ['/api/v1/rules', '/api/v1/rules/{name}', '/api/v1/rules/{name}/history']) {
        void client.invalidateQueries({ queryKey: [path] });
      }
    },
  });
  const put = (key: number, changed: Partial<RuleScope>) =>
    setScopes(scopes.map((scope) => (scope.key === key ? { ...scope, ...changed } : scope)));
  const add = () =>
    setScopes([
      ...scopes,
      { key: Math.max(-1, ...scopes.map(({ key }) => key)) + 1, match: '{cluster=""}', parameters: {} },
    ]);
  return (
    <form
      className={css.form}
      onSubmit={(e) => {
        e.preventDefault();
        save.mutate({
          parameters: setOnly(values),
          scopes: scopes.map(({ match, parameters }) => ({ match, parameters: setOnly(parameters) })),
        });
      }}
    >
      <p className="dim">{t('rules.formHint')}</p>
      <ParameterFields
        parameters={detail.parameters}
        values={values}
        inherited={(parameter) => parameter.configValue ?? parameter.defaultValue}
        disabled={!may}
        onChange={setValues}
      />
      {scopes.map((scope, index) => (
        <fieldset key={scope.key} className={css.scope}>
          <legend>{t('rules.scope', { index: index + 1 })}</legend>
          <ScopeFields match={scope.match} disabled={!may} onChange={(match) => put(scope.key, { match })} />
          <ParameterFields
            parameters={detail.parameters}
            values={scope.parameters}
            inherited={({ name: one, configValue, defaultValue }) => values[one]?.trim() || configValue || defaultValue}
            disabled={!may}
            onChange={(parameters) => put(scope.key, { parameters })}
          />
          <div>
            <Button
              size="compact-xs"
              variant="subtle"
              color="red"
              disabled={!may}
              onClick={() => setScopes(scopes.filter(({ key }) => key !== scope.key))}
            >
              {t('rules.removeScope')}
            </Button>
          </div>
        </fieldset>
      ))}
      {save.error && (
        <div role="alert" className={css.error} style={{ whiteSpace: 'pre-line' }}>
          {save.error.message}
        </div>
      )}
      <div className="row wrap">
        <Button type="submit" loading={save.isPending} disabled={!may}>
          {t('rules.save')}
        </Button>
        <Button variant="default" disabled={!may} onClick={add}>
          {t('rules.addScope')}
        </Button>
        <span className="grow" />
        {detail.rule.set > 0 && may && (
          <Button
            variant="subtle"
            color="red"
            onClick={() => window.confirm(t('rules.sure', { name })) && save.mutate({ parameters: {}, scopes: [] })}
          >
            {t('rules.giveBack')}
          </Button>
        )}
      </div>
    </form>
  );
}
