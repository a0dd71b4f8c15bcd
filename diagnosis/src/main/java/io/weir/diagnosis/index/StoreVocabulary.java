package io.weir.diagnosis.index;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.store.AlreadyClosedException;

/** Values and words of a view of the blocks on this machine; words are those of the newest partition. */
record StoreVocabulary(StoreView view) implements Vocabulary {
    /** Of all partitions: these terms are few. */
    @Override
    public Set<String> values(QueryField of, String typed) throws IOException {
        String field = of.name().toLowerCase(Locale.ROOT);
        Set<String> found = new TreeSet<>();
        for (Block live : view.live()) {
            live(field, live, found);
        }
        for (StoreView.Sealed sealed : view.partitions()) {
            try {
                found.addAll(sealed.partition()
                        .index()
                        .terms(field, "", term -> term.toLowerCase(Locale.ROOT).contains(typed), 1_000));
            } catch (AlreadyClosedException e) {
                // Dropped or being opened again; the others still have something to say.
                continue;
            }
        }
        found.remove(IndexTerms.LONG);
        found.remove("");
        return found;
    }

    private static void live(String field, Block block, Set<String> found) {
        if (field.equals(BlockDocument.LOGGER)) {
            block.records().forEach(record -> {
                String logger = record.logger();
                if (logger != null) {
                    found.add(logger);
                }
            });
            return;
        }
        found.add(Clause.Origin.Part.valueOf(field.toUpperCase(Locale.ROOT)).of(block.header().stream()));
    }

    @Override
    public Set<String> words(String typed) throws IOException {
        Set<String> found = new TreeSet<>();
        List<StoreView.Sealed> partitions = view.partitions();
        if (!partitions.isEmpty()) {
            BlockIndex index = partitions.get(partitions.size() - 1).partition().index();
            try {
                index.terms(BlockDocument.TOKENS, typed, term -> true, 200).stream()
                        .map(term -> term.replace(String.valueOf(IndexTerms.MARK), ""))
                        .filter(term -> term.length() < 60)
                        .forEach(found::add);
            } catch (AlreadyClosedException e) {
                return found;
            }
        }
        return found;
    }
}
