package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogLevel;
import java.util.Locale;
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

    /** The document; valid until the next call, because the token stream is used again. */
    Document of(Block block, long address) {
        BlockHeader header = block.header();
        Document document = new Document();
        document.add(new Field(TOKENS, tokens.of(block.records()), TOKENS_ONLY));
        document.add(term("cluster", header.stream().cluster().toLowerCase(Locale.ROOT)));
        document.add(term("process", header.stream().process().toLowerCase(Locale.ROOT)));
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

    private static StringField term(String name, String value) {
        return new StringField(name, value, Field.Store.NO);
    }
}
