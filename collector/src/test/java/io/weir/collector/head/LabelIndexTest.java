package io.weir.collector.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.LabelMatcher.Kind;
import io.weir.collector.metric.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LabelIndexTest {
    private static final List<String> NAMES = List.of("__name__", "cluster", "process", "task_name");
    private static final List<String> EXPRESSIONS = List.of("", "a", "b", "a|b", ".*", ".+", "[ab].*", "nothing");

    private final LabelIndex index = new LabelIndex(added -> {});
    private final List<HeadSeries> all = new ArrayList<>();
    private int refs;

    @Property(tries = 200)
    void selectsWhatEveryMatcherAcceptsWhileSeriesComeAndGo(@ForAll long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 30; step++) {
            if (all.size() > 20 && random.nextInt(3) == 0) {
                HeadSeries gone = all.remove(random.nextInt(all.size()));
                index.remove(Set.of(gone));
            } else {
                add(random);
            }
            List<LabelMatcher> matchers = matchers(random);
            List<HeadSeries> expected = all.stream()
                    .filter(one -> matchers.stream()
                            .allMatch(matcher -> matcher.matches(one.labels().get(matcher.name()))))
                    .sorted(Comparator.comparing(HeadSeries::labels))
                    .toList();
            assertThat(index.select(matchers)).as("%s", matchers).isEqualTo(expected);
        }
    }

    /** Above some thousand values nothing is remembered for a label; what is found must not depend on it. */
    @Test
    void findsTheSameAmongMoreValuesThanAreRemembered() {
        for (int i = 0; i < 5000; i++) {
            add(Labels.of("__name__", i % 2 == 0 ? "a" : "b", "process", "p" + i));
        }
        assertThat(index.select(List.of(new LabelMatcher(Kind.REGEX, "process", "p1."))))
                .hasSize(10);
        assertThat(index.select(
                        List.of(LabelMatcher.equal("__name__", "a"), new LabelMatcher(Kind.REGEX, "process", "p1."))))
                .hasSize(5);
        assertThat(index.select(List.of(
                        LabelMatcher.equal("__name__", "a"), new LabelMatcher(Kind.NOT_REGEX, "process", "p1."))))
                .hasSize(2495);
    }

    private void add(Random random) {
        String[] pairs = new String[2 * NAMES.size()];
        for (int i = 0; i < NAMES.size(); i++) {
            pairs[2 * i] = NAMES.get(i);
            pairs[2 * i + 1] = List.of("", "a", "b", "ab", "c").get(random.nextInt(5));
        }
        add(Labels.of(pairs));
    }

    private void add(Labels labels) {
        if (index.get(labels) == null) {
            HeadSeries one = new HeadSeries(index.canonical(labels), refs++);
            index.add(one);
            all.add(one);
        }
    }

    private static List<LabelMatcher> matchers(Random random) {
        List<LabelMatcher> matchers = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            matchers.add(new LabelMatcher(
                    Kind.values()[random.nextInt(4)],
                    NAMES.get(random.nextInt(NAMES.size())),
                    EXPRESSIONS.get(random.nextInt(EXPRESSIONS.size()))));
        }
        return matchers;
    }
}
