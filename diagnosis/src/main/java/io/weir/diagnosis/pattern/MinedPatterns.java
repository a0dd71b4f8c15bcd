package io.weir.diagnosis.pattern;

import io.weir.diagnosis.index.Patterns;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Mines patterns of the records that are indexed, and keeps them in a file. Once a message was given to a pattern, the same message is
 * of that pattern for good, also after a restart; nearly every record is told by a look into a table for that. Thread-safe.
 */
public final class MinedPatterns implements Patterns {
    static final int MOST_PATTERNS = 5_000;
    static final int MOST_MESSAGES = 100_000;
    private static final int RECENT = 8 * 1024;
    private final Path file;
    private final Map<String, Known> byId = new HashMap<>();
    private final Map<Long, Known> byMessage = new ConcurrentHashMap<>();
    private final PatternTree tree = new PatternTree();
    /** The patterns of messages that came lately, by the low bits of their hashes. Entries are immutable, so it needs no lock. */
    private final @Nullable Recent[] recent = new Recent[RECENT];

    private boolean changed;
    private long refused;

    private record Recent(long hash, Known known) {}

    private MinedPatterns(Path file) {
        this.file = file;
    }

    /** Opens what a file has kept; a missing or damaged one is an empty one, and the patterns are mined anew as lines come. */
    public static MinedPatterns open(Path file) {
        MinedPatterns patterns = new MinedPatterns(file);
        PatternFile.read(file, patterns::restore, (message, id) -> {
            Known known = patterns.byId.get(id);
            if (known != null) {
                patterns.byMessage.put(message, known);
            }
        });
        return patterns;
    }

    private void restore(Known known) {
        byId.put(known.id(), known);
        tree.add(known);
    }

    @Override
    public @Nullable String learn(LogStream stream, RawRecord record) {
        Message message = Message.of(record);
        long hash = message.hash();
        Known known = known(hash);
        return known == null ? learnNew(message, hash, record) : saw(known, record);
    }

    /** What a message was given to, which never changes. */
    private @Nullable Known known(long hash) {
        int slot = (int) hash & (RECENT - 1);
        Recent entry = recent[slot];
        if (entry != null && entry.hash == hash) {
            return entry.known;
        }
        Known known = byMessage.get(hash);
        if (known != null) {
            recent[slot] = new Recent(hash, known);
        }
        return known;
    }

    private synchronized String saw(Known known, RawRecord record) {
        known.saw(record.header().atMillis());
        changed = true;
        return known.id();
    }

    private synchronized @Nullable String learnNew(Message message, long hash, RawRecord record) {
        Template template = message.template();
        Known known = tree.find(template);
        if (known == null && byId.size() >= MOST_PATTERNS) {
            refused++;
            return null;
        }
        if (known == null) {
            String id = String.format("%012x", hash & 0xFFFF_FFFF_FFFFL);
            long at = record.header().atMillis();
            known = byId.get(id);
            if (known == null) {
                known = new Known(id, record.header().level(), template, at, at);
                restore(known);
            }
        } else {
            known.merge(template);
        }
        if (byMessage.size() < MOST_MESSAGES) {
            byMessage.put(hash, known);
        }
        return saw(known, record);
    }

    @Override
    public @Nullable String find(RawRecord record) {
        Message message = Message.of(record);
        Known known = known(message.hash());
        return known == null ? findAlike(message) : known.id();
    }

    private synchronized @Nullable String findAlike(Message message) {
        Known known = tree.find(message.template());
        return known == null ? null : known.id();
    }

    @Override
    public synchronized boolean isKnown(String id) {
        return byId.containsKey(id);
    }

    /** The pattern of an id. */
    public synchronized Optional<Pattern> pattern(String id) {
        return Optional.ofNullable(byId.get(id)).map(Known::pattern);
    }

    /** How many there are. */
    public synchronized int size() {
        return byId.size();
    }

    /** Records that are of no pattern because there are too many patterns already, since the start. */
    public synchronized long refused() {
        return refused;
    }

    @Override
    public synchronized void save() throws IOException {
        if (changed) {
            PatternFile.write(file, byId.values(), byMessage);
            changed = false;
        }
    }
}
