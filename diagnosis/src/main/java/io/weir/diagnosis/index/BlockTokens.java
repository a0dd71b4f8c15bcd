package io.weir.diagnosis.index;

import io.weir.diagnosis.log.RawRecord;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.util.AttributeFactory;
import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;
import org.apache.lucene.util.BytesRef;

/**
 * The distinct tokens of a block, as Lucene wants them. Each once, because the index only says whether a block has a token; most of
 * the cost of indexing lines one by one is spent on repetitions.
 */
final class BlockTokens extends TokenStream {
    private final TokenSet distinct = new TokenSet();
    private final Term term;
    private int next;

    BlockTokens() {
        super(new TermFactory());
        this.term = (Term) addAttribute(TermToBytesRefAttribute.class);
    }

    /** Starts anew with the records of a block. */
    BlockTokens of(List<RawRecord> records) {
        distinct.clear();
        for (RawRecord record : records) {
            if (!distinct.addAll(record.bytes())) {
                String text = record.text();
                Tokenizer.tokenize(text, (start, end) -> distinct.add(text, start, end));
            }
        }
        next = 0;
        return this;
    }

    @Override
    public boolean incrementToken() {
        if (next >= distinct.size()) {
            return false;
        }
        distinct.get(next++, term.bytes);
        return true;
    }

    @Override
    public void reset() {
        // Lucene leaves the position increment at 0 at the end of a stream, and asks for 1 at the start of the next.
        clearAttributes();
        next = 0;
    }

    /** The index' form of a query's token. */
    static BytesRef indexed(String token) {
        return new BytesRef(token.substring(0, Math.min(token.length(), Tokenizer.INDEXED_UNITS)));
    }

    private static final class TermFactory extends AttributeFactory {
        @Override
        public AttributeImpl createAttributeInstance(Class<? extends org.apache.lucene.util.Attribute> type) {
            return type == TermToBytesRefAttribute.class
                    ? new Term()
                    : AttributeFactory.DEFAULT_ATTRIBUTE_FACTORY.createAttributeInstance(type);
        }
    }

    /** The term as bytes, without a detour through characters. */
    private static final class Term extends AttributeImpl implements TermToBytesRefAttribute {
        private final BytesRef bytes = new BytesRef();

        @Override
        public BytesRef getBytesRef() {
            return bytes;
        }

        @Override
        public void clear() {
            bytes.length = 0;
        }

        @Override
        public void reflectWith(AttributeReflector reflector) {
            reflector.reflect(TermToBytesRefAttribute.class, "bytes", BytesRef.deepCopyOf(bytes));
        }

        @Override
        public void copyTo(AttributeImpl target) {
            BytesRef other = ((Term) target).bytes;
            other.bytes = bytes.bytes;
            other.offset = bytes.offset;
            other.length = bytes.length;
        }
    }
}
