import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { send } from '../../api/client';
import type { Session } from '../../api/types';
import { Logo } from '../../components/icons';
import { Failure } from '../../components/Loaded';
import { LANGUAGES, speak } from '../../i18n/i18n';
import css from './login.module.css';

/** Only a path of this console may be the way on, so that a link cannot lead elsewhere. */
function wayOn(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') ? next : '/';
}

export default function LoginPage() {
  const { t, i18n } = useTranslation();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [username, setUsername] = useState('admin');
  const [password, setPassword] = useState('');
  const login = useMutation({
    mutationFn: () => send<Session>('POST', '/api/v1/session', { username, password }),
    onSuccess: (session) => {
      client.clear();
      client.setQueryData(['/api/v1/session', undefined, undefined, undefined], session);
      void navigate(wayOn(search.get('next')), { replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    login.mutate();
  };
  return (
    <div className={css.page}>
      <svg className={css.water} viewBox="0 0 1200 300" preserveAspectRatio="none" aria-hidden="true">
        <defs>
          <linearGradient id="deep" x1="0" y1="0" x2="0" y2="1">
            <stop offset="0" className={css.surface} />
            <stop offset="1" className={css.ground} />
          </linearGradient>
        </defs>
        <path d="M0 96c90-24 150 20 240 0s150 16 230 0 120-10 190 0v204H0z" />
        <path d="M700 210c70-20 120 14 190 0s110 12 170 0 90-8 140 0v90H700z" />
        <path className={css.fall} d="M660 96c34 0 40 50 40 114v90h-40z" />
        <rect x="652" y="80" width="10" height="220" />
      </svg>
      <main className={css.card}>
        <header className={css.head}>
          <Logo size={38} />
          <div>
            <h1>Weir</h1>
            <p className="dim">{t('login.tagline')}</p>
          </div>
        </header>
        <form onSubmit={submit} className={css.form}>
          <TextInput
            size="sm"
            label={t('login.username')}
            autoComplete="username"
            value={username}
            onChange={(e) => setUsername(e.currentTarget.value)}
            required
          />
          <PasswordInput
            label={t('login.password')}
            autoComplete="current-password"
            value={password}
            onChange={(e) => setPassword(e.currentTarget.value)}
            required
          />
          {login.error && <Failure error={login.error} />}
          <Button type="submit" size="sm" loading={login.isPending}>
            {t('login.submit')}
          </Button>
        </form>
        <footer className={css.foot}>
          <span className="faint">{t('login.hint')}</span>
          <span className="row">
            {LANGUAGES.map(({ code, name }) => (
              <button
                key={code}
                type="button"
                lang={code}
                aria-pressed={i18n.language === code}
                onClick={() => void speak(code)}
              >
                {name}
              </button>
            ))}
          </span>
        </footer>
      </main>
    </div>
  );
}
