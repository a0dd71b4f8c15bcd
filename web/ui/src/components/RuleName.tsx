/** A rule's name, which may break before its capitals and nowhere else. */
export function RuleName({ name }: { name: string }) {
  return (
    <b>
      {name.split(/(?=[A-Z][a-z])/).map((word, i) => (
        <span key={i}>
          {i > 0 && <wbr />}
          {word}
        </span>
      ))}
    </b>
  );
}
