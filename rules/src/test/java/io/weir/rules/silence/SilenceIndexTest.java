package io.weir.rules.silence;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.route.Matchers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SilenceIndexTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private static Silence silence(int number, String matchers) {
        return new Silence("s" + number, Matchers.parse(matchers), NOW, NOW.plusSeconds(60), NOW, "ann", "why", null);
    }

    @Test
    void indexFindsWhatTryingAllWouldFind() {
        Random random = new Random(3);
        String[] shapes = {"a=%d", "a=%d,b=%d", "a=~\"%d|%d\"", "b!=%d", "c=%d,a!~\"%d\"", "a=\"\",b=%d"};
        List<Silence> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            String shape = shapes[random.nextInt(shapes.length)];
            all.add(silence(i, shape.formatted(random.nextInt(30), random.nextInt(30))));
        }
        SilenceIndex index = new SilenceIndex(all);
        for (int i = 0; i < 500; i++) {
            Map<String, String> labels = new HashMap<>();
            for (String name : List.of("a", "b", "c")) {
                if (random.nextInt(3) > 0) {
                    labels.put(name, Integer.toString(random.nextInt(30)));
                }
            }
            List<Silence> expected = all.stream()
                    .filter(silence -> silence.matchers().matches(labels))
                    .sorted(Comparator.comparing(Silence::id))
                    .toList();
            assertThat(index.silencing(labels, NOW)).as(labels.toString()).isEqualTo(expected);
        }
    }
}
