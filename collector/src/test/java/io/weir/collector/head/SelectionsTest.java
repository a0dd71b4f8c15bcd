package io.weir.collector.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionsTest {
    private final LabelIndex index = new LabelIndex(added -> {});
    private int refs;

    private HeadSeries add(String... labels) {
        HeadSeries one = new HeadSeries(index.canonical(Labels.of(labels)), refs++);
        index.add(one);
        return one;
    }

    private static List<LabelMatcher> job(String expression) {
        return List.of(new LabelMatcher(LabelMatcher.Kind.REGEX, "job", expression));
    }

    @Test
    void aSeriesThatComesOrGoesIsSeenByTheNextSelection() {
        HeadSeries orders = add(Labels.NAME, "up", "job", "orders");
        assertThat(index.select(job("o.*"))).containsExactly(orders);
        HeadSeries offers = add(Labels.NAME, "up", "job", "offers");
        assertThat(index.select(job("o.*"))).containsExactly(offers, orders);
        index.remove(Set.of(orders));
        assertThat(index.select(job("o.*"))).containsExactly(offers);
        assertThat(index.select(job("p.*"))).isEmpty();
    }

    @Test
    void selectionsComeInTheOrderOfLabelsAndAreTheSameWhenAskedAgain() {
        List<HeadSeries> added = new ArrayList<>();
        for (int i = 99; i >= 0; i--) {
            added.add(0, add(Labels.NAME, "up", "job", "orders", "subtask_index", "%02d".formatted(i)));
        }
        List<HeadSeries> first = index.select(job("orders"));
        assertThat(first).isEqualTo(added);
        assertThat(index.select(job("orders"))).isSameAs(first);
    }

    @Test
    void whatIsRememberedIsBounded() {
        Selections selections = new Selections();
        List<HeadSeries> many = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            many.add(new HeadSeries(Labels.EMPTY, i));
        }
        for (int i = 0; i < 100; i++) {
            selections.put(job("j" + i), 1, many);
        }
        assertThat(selections.get(job("j0"), 1)).isNull();
        assertThat(selections.get(job("j99"), 1)).isSameAs(many);
        assertThat(selections.get(job("j99"), 2)).isNull();
        int kept = 0;
        for (int i = 0; i < 100; i++) {
            kept += selections.get(job("j" + i), 1) == null ? 0 : 1;
        }
        assertThat(kept).isEqualTo((1 << 19) / 50_000);
    }
}
