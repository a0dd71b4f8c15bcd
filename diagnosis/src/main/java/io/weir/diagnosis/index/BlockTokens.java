package io.weir.diagnosis.index;

import io.weir.diagnosis.log.RawRecord;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.util.AttributeFactory;
import org.apache.lucene.util.AttributeImpl;
import org.apache.lucene.util.AttributeReflector;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.UnicodeUtil;

/**
 * The distinct tokens of a block, as Lucene wants them. Each once, because the index only says whether a block has a token; most of
 * the cost of indexing lines one by one is spent on repetitions.
 */
final class BlockTokens extends TokenStream {
    private final TokenSet distinct = new TokenSet();
    private final IndexTerms terms = new IndexTerms();
    private final StringBuilder token = new StringBuilder();
    private final Term term;
    private int next;
    private int nextTerm;

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
        rewind();
        return this;
    }

    @Override
    public boolean incrementToken() {
        if (nextTerm >= terms.count()) {
            if (next >= distinct.size()) {
                return false;
            }
            token.setLength(0);
            distinct.get(next++, token);
            terms.of(token);
            nextTerm = 0;
        }
        CharSequence text = terms.get(nextTerm++);
        term.bytes.length = UnicodeUtil.UTF16toUTF8(text, 0, text.length(), term.bytes.bytes);
        return true;
    }

    private void rewind() {
        next = 0;
        nextTerm = Integer.MAX_VALUE;
    }

    @Override
    public void reset() {
        // Lucene leaves the position increment at 0 at the end of a stream, and asks for 1 at the start of the next.
        clearAttributes();
        rewind();
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
        private final BytesRef bytes = new BytesRef(UnicodeUtil.maxUTF8Length(2 * Tokenizer.INDEXED_UNITS));

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
