import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { StandardSQL, sql } from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import type { SqlFault, SqlPlace } from '../../../api/types';

const theme = EditorView.theme({
  '&': { border: '1px solid var(--mantine-color-default-border)', borderRadius: '4px', fontSize: '13px' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', minHeight: '240px', maxHeight: '60vh' },
  '.cm-gutters': { background: 'transparent', color: 'var(--mantine-color-dimmed)' },
});

/** In the console's own colours, which can be read on both backgrounds. */
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--w-accent)', fontWeight: '600' },
  { tag: [tags.typeName, tags.standard(tags.name), tags.bool, tags.null], color: 'var(--w-unknown)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--w-healthy)' },
  { tag: tags.number, color: 'var(--w-warning)' },
  { tag: tags.comment, color: 'var(--w-faint)', fontStyle: 'italic' },
]);

/** The offset of a line and column, kept within the text, which may have changed since it was checked. */
export function offsetOf(state: EditorState, line: number, column: number): number {
  const at = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  return Math.min(at.from + column - 1, at.to);
}

const markOf = (state: EditorState, fault: SqlFault): Diagnostic => {
  const from = offsetOf(state, fault.line, fault.column);
  return {
    from,
    to: Math.max(from, Math.min(offsetOf(state, fault.endLine, fault.endColumn) + 1, state.doc.length)),
    severity: 'error',
    message: fault.message,
  };
};

function placeOf(state: EditorState): SqlPlace | null {
  const { from, to } = state.selection.main;
  if (from === to) return null;
  const first = state.doc.lineAt(from);
  const last = state.doc.lineAt(to - 1);
  return {
    line: first.number,
    column: from - first.from + 1,
    endLine: last.number,
    endColumn: to - 1 - last.from + 1,
  };
}

interface Props {
  text: string;
  label: string;
  faults: SqlFault[];
  /** Is told the text, and what is selected of it. */
  onChange: (text: string) => void;
  onSelect: (place: SqlPlace | null) => void;
}

/** A text area with line numbers, colours and marked faults. */
export function Editor({ text, label, faults, onChange, onSelect }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const told = useRef({ onChange, onSelect });
  told.current = { onChange, onSelect };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor holds the text from here on
  useEffect(() => {
    if (!box.current) return;
    const made = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          lintGutter(),
          history(),
          drawSelection(),
          bracketMatching(),
          syntaxHighlighting(colours),
          sql({ dialect: StandardSQL, upperCaseKeywords: true }),
          keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) told.current.onChange(update.state.doc.toString());
            if (update.selectionSet || update.docChanged) told.current.onSelect(placeOf(update.state));
          }),
          theme,
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    editor.dispatch(
      setDiagnostics(
        editor.state,
        faults.map((fault) => markOf(editor.state, fault)).sort((a, b) => a.from - b.from),
      ),
    );
  }, [faults]);
  return <div ref={box} />;
}
