import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { curlOf, quoted } from '../../app/curl';
import { Copy, Stack } from '../../components/Copy';
import { type Answer, type ApiDocument, type Operation, type Parameter, resolved, shapeOf } from './document';
import css from './reference.module.css';

/** An example that can be pasted; what has to be filled stands in braces. */
function exampleOf({ method, path, of }: Operation): string {
  const plain = curlOf(window.location.origin, path);
  if (method === 'get') return plain;
  const json = of.requestBody?.content?.['application/json'];
  const body = json ? ` -H ${quoted('Content-Type: application/json')} --data @body.json` : '';
  return plain.replace('curl -sS', `curl -sS -X ${method.toUpperCase()}`) + body;
}

/** One operation: a line that unfolds. */
export function OperationRow({ document, operation }: { document: ApiDocument; operation: Operation }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { method, path, of } = operation;
  return (
    <li>
      <button type="button" className={css.head} aria-expanded={open} onClick={() => setOpen(!open)}>
        <b data-method={method}>{method.toUpperCase()}</b>
        <code className="mono">{path}</code>
        <span className="dim">{of.summary}</span>
        {of['x-permission'] && <span className={css.permission}>{of['x-permission']}</span>}
      </button>
      {open && <Details document={document} operation={operation} words={t('reference.example')} />}
    </li>
  );
}

interface DetailsProps {
  document: ApiDocument;
  operation: Operation;
  words: string;
}

function Details({ document, operation, words }: DetailsProps) {
  const { t } = useTranslation();
  const { of } = operation;
  const parameters = (of.parameters ?? []).map((each) => resolved<Parameter>(document, each));
  const example = exampleOf(operation);
  return (
    <div className={css.details}>
      {of.description && <p>{of.description}</p>}
      {parameters.length > 0 && (
        <table aria-label={t('reference.parameters')}>
          <tbody>
            {parameters.map((each) => (
              <tr key={`${each.in} ${each.name}`}>
                <td className="mono">
                  {each.name}
                  {each.required && <b title={t('reference.required')}> *</b>}
                </td>
                <td className="dim">{each.in}</td>
                <td className="mono dim">{shapeOf(document, each.schema)}</td>
                <td>{each.description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {Object.entries(of.requestBody?.content ?? {}).map(([type, content]) => (
        <div key={type}>
          <h3>
            {t('reference.body')} <span className="faint">{type}</span>
          </h3>
          <Stack text={shapeOf(document, content.schema)} />
        </div>
      ))}
      {Object.entries(of.responses ?? {}).map(([status, raw]) => {
        const answer = resolved<Answer>(document, raw);
        return (
          <div key={status}>
            <h3>
              {status} <span className="faint">{answer.description}</span>
            </h3>
            {status < '300' &&
              Object.entries(answer.content ?? {}).map(([type, content]) => (
                <Stack key={type} text={`${type}\n${shapeOf(document, content.schema)}`} />
              ))}
          </div>
        );
      })}
      <h3>
        {words} <Copy text={example} />
      </h3>
      <Stack text={example} />
    </div>
  );
}
