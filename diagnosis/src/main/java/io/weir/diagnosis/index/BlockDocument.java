package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.RawRecord;
import io.weir.diagnosis.log.RecordHeader;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;

/** A block as a Lucene document. Nothing of its text is stored: the block file has it. */
final class BlockDocument {
    static final String TOKENS = "token";
    static final String LOGGER = "logger";
    static final String PATTERN = "pattern";
    static final String ADDRESS = "address";
    static final String MIN = "min";
    static final String MAX = "max";
    static final String STREAM = "stream";
    static final String FIRST_ORDINAL = "first";
    static final String LAST_ORDINAL = "last";

    private static final FieldType TOKENS_ONLY = new FieldType();

    static {
        TOKENS_ONLY.setIndexOptions(IndexOptions.DOCS);
        TOKENS_ONLY.setOmitNorms(true);
        TOKENS_ONLY.setTokenized(true);
        TOKENS_ONLY.freeze();
    }

    private final BlockTokens tokens = new BlockTokens();
    private final TokenSet loggers = new TokenSet();
    private final StringBuilder logger = new StringBuilder();
    private final Patterns patterns;

    BlockDocument(Patterns patterns) {
        this.patterns = patterns;
    }

    /** The document; valid until the next call, because the token stream is used again. */
    Document of(Block block, long address) {
        BlockHeader header = block.header();
        Document document = new Document();
        document.add(new Field(TOKENS, tokens.of(block.records()), TOKENS_ONLY));
        for (Clause.Origin.Part part : Clause.Origin.Part.values()) {
            document.add(term(part.name().toLowerCase(Locale.ROOT), part.of(header.stream())));
        }
        addLoggers(block, document);
        addPatterns(block, document);
        document.add(term("kind", header.stream().kind().name()));
        for (LogLevel level : header.levels().toMap().keySet()) {
            document.add(term("level", level.name()));
        }
        document.add(term(STREAM, Long.toString(header.stream().id())));
        document.add(new LongPoint(FIRST_ORDINAL, header.firstOrdinal()));
        document.add(new LongPoint(LAST_ORDINAL, header.end().nextOrdinal() - 1));
        document.add(new LongPoint(MIN, header.minMillis()));
        document.add(new LongPoint(MAX, header.maxMillis()));
        document.add(new NumericDocValuesField(MIN, header.minMillis()));
        document.add(new NumericDocValuesField(MAX, header.maxMillis()));
        document.add(new NumericDocValuesField(ADDRESS, address));
        return document;
    }

    /** Each once; most records of a block have the same few. */
    private void addLoggers(Block block, Document document) {
        loggers.clear();
        boolean others = false;
        for (RawRecord record : block.records()) {
            RecordHeader header = record.header();
            others |= !loggers.add(record.bytes(), header.loggerStart(), header.loggerEnd());
        }
        for (int i = 0; i < loggers.size(); i++) {
            logger.setLength(0);
            loggers.get(i, logger);
            document.add(term(LOGGER, logger.toString()));
        }
        if (others) {
            document.add(term(LOGGER, IndexTerms.LONG));
        }
    }

    private void addPatterns(Block block, Document document) {
        Set<String> learned = block.patterns();
        Set<String> ids = learned == null ? patternsOf(block) : learned;
        ids.forEach(id -> document.add(term(PATTERN, id)));
    }

    /** Those of records of a time before a crash, or of an index that is built anew. */
    private Set<String> patternsOf(Block block) {
        Set<String> ids = new HashSet<>();
        for (RawRecord record : block.records()) {
            String id = patterns.find(record);
            id = id == null ? patterns.learn(block.header().stream(), record) : id;
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static StringField term(String name, String value) {
        return new StringField(name, value, Field.Store.NO);
    }
}
