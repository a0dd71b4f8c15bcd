package io.weir.diagnosis.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lucene's view of the blocks of one partition, in the order of their addresses. It may lag behind the block file and may be lost: it
 * is made anew from the blocks, so its commits are rare and hold the address up to which they go. One thread writes, any number read.
 */
final class BlockIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockIndex.class);
    private static final String INDEXED = "weir.indexed";
    private static final String FORMAT = "weir.format";
    /** Of what {@link BlockDocument} makes; an index of another one is built anew. */
    private static final String CURRENT_FORMAT = "3";

    private static final double BUFFER_MEGABYTES = 32;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final BlockDocument document;
    private long indexed;
    private long committed;
    private volatile long visible;

    private BlockIndex(
            Directory directory, IndexWriter writer, SearcherManager searchers, long indexed, Patterns patterns) {
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
        this.document = new BlockDocument(patterns);
        this.indexed = indexed;
        this.committed = indexed;
        this.visible = indexed;
    }

    private static BlockIndex of(Directory directory, Patterns patterns) throws IOException {
        IndexWriter writer = new IndexWriter(
                directory,
                new IndexWriterConfig().setRAMBufferSizeMB(BUFFER_MEGABYTES).setUseCompoundFile(true));
        try {
            long indexed = indexedOf(writer);
            return new BlockIndex(directory, writer, new SearcherManager(writer, null), indexed, patterns);
        } catch (IOException | RuntimeException e) {
            // It holds the folder's lock, which the next try needs.
            rollBack(writer, e);
            throw e;
        }
    }

    private static void rollBack(IndexWriter writer, Exception reason) {
        try {
            writer.rollback();
        } catch (IOException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    /** Opens the index; one that cannot be opened is deleted and begins anew, empty. */
    static BlockIndex open(Path folder, Patterns patterns) throws IOException {
        Files.createDirectories(folder);
        Directory directory = HaltingDirectory.of(FSDirectory.open(folder));
        try {
            return of(directory, patterns);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} cannot be opened and is built anew from the blocks", folder, e);
            directory.close();
        }
        delete(folder);
        Files.createDirectories(folder);
        return of(HaltingDirectory.of(FSDirectory.open(folder)), patterns);
    }

    /** Everything before this address of the block file is seen by searches. */
    long visible() {
        return visible;
    }

    /** Everything before this address has been added. */
    long indexed() {
        return indexed;
    }

    /** What was added and not committed, in bytes of the block file. */
    long uncommitted() {
        return indexed - committed;
    }

    /** Adds the block that lies at {@code indexed()} or after it. */
    void add(Block block, long address, long end) throws IOException {
        writer.addDocument(document.of(block, address));
        FailPoint.BLOCK_INDEXED.reached();
        indexed = end;
    }

    /** Nothing lies between {@code indexed()} and this address. */
    void skipTo(long end) {
        indexed = Math.max(indexed, end);
    }

    /** Lets searches see what was added. */
    void refresh() throws IOException {
        if (visible != indexed) {
            long upTo = indexed;
            searchers.maybeRefreshBlocking();
            visible = upTo;
        }
    }

    void commit() throws IOException {
        if (uncommitted() == 0) {
            return;
        }
        writer.setLiveCommitData(data().entrySet());
        writer.commit();
        committed = indexed;
    }

    /** Runs a search; whatever lies at or after the {@code visible()} asked for before is to be left out by the caller. */
    <T> T search(Reading<T> reading) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return reading.read(new IndexSearcher(searcher.getIndexReader()));
        } finally {
            searchers.release(searcher);
        }
    }

    /** Terms of a field in their order that begin with {@code prefix} and pass a test, so many at most. */
    List<String> terms(String field, String prefix, Predicate<String> test, int most) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            Terms terms = MultiTerms.getTerms(searcher.getIndexReader(), field);
            List<String> found = new ArrayList<>();
            if (terms == null) {
                return found;
            }
            TermsEnum each = terms.iterator();
            boolean more = each.seekCeil(new BytesRef(prefix)) != TermsEnum.SeekStatus.END;
            while (more && found.size() < most) {
                String term = each.term().utf8ToString();
                if (!term.startsWith(prefix)) {
                    return found;
                }
                if (test.test(term)) {
                    found.add(term);
                }
                more = each.next() != null;
            }
            return found;
        } finally {
            searchers.release(searcher);
        }
    }

    /** Whether an error has closed the writer, so that the index must be opened again. */
    boolean isBroken() {
        return !writer.isOpen();
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        try {
            if (writer.isOpen()) {
                commit();
                writer.close();
            }
        } finally {
            writer.rollback();
            directory.close();
        }
    }

    private Map<String, String> data() {
        return Map.of(INDEXED, Long.toString(indexed), FORMAT, CURRENT_FORMAT);
    }

    /** How far the index goes; one of another format is emptied. */
    private static long indexedOf(IndexWriter writer) throws IOException {
        Map<String, String> found = new HashMap<>();
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        if (data != null) {
            data.forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        if (CURRENT_FORMAT.equals(found.get(FORMAT))) {
            return Long.parseLong(found.getOrDefault(INDEXED, "0"));
        }
        if (!found.isEmpty()) {
            LOG.info("{} is of another format and is built anew from the blocks", writer.getDirectory());
        }
        writer.deleteAll();
        return 0;
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
                FailPoint.PARTITION_HALF_DELETED.reached();
            }
        }
    }

    /** What is read from a searcher. */
    interface Reading<T> {
        T read(IndexSearcher searcher) throws IOException;
    }
}
