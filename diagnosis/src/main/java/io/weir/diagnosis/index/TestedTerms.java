package io.weir.diagnosis.index;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.lucene.index.FilteredTermsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.BytesRef;

/** Blocks with a term that satisfies a test. Every term of the field is looked at, so it is for fields of few: loggers, processes. */
final class TestedTerms extends MultiTermQuery {
    private final Predicate<String> test;

    TestedTerms(String field, Predicate<String> test) {
        super(field, CONSTANT_SCORE_BLENDED_REWRITE);
        this.test = test;
    }

    @Override
    protected TermsEnum getTermsEnum(Terms terms, AttributeSource attributes) throws IOException {
        return new FilteredTermsEnum(terms.iterator(), false) {
            @Override
            protected AcceptStatus accept(BytesRef term) {
                String text = term.utf8ToString();
                return text.equals(IndexTerms.LONG) || test.test(text) ? AcceptStatus.YES : AcceptStatus.NO;
            }
        };
    }

    @Override
    public String toString(String field) {
        return field + ":" + test;
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && other instanceof TestedTerms that && test.equals(that.test);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), test);
    }
}
