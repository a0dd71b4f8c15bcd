package io.weir.diagnosis.standing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class LiteralFilterTest {
    @Test
    void everyTextIsFoundWhereverItStandsWhateverItsCase() {
        LiteralFilter filter =
                new LiteralFilter(List.of(Set.of("he", "she"), Set.of("hers"), Set.of(), Set.of("nothing")));
        BitSet found = new BitSet();

        assertThat(filter.find("uSHERs".getBytes(UTF_8), found)).isTrue();
        assertThat(found.stream()).containsExactly(0, 1);
        assertThat(filter.find("größe".getBytes(UTF_8), new BitSet())).isFalse();
    }

    @Test
    void itFindsWhatLookingForEachFinds() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            List<Set<String>> owners = new ArrayList<>();
            for (int owner = 0; owner < 1 + random.nextInt(6); owner++) {
                Set<String> texts = new TreeSet<>();
                for (int i = 0; i < random.nextInt(4); i++) {
                    texts.add(text(random, 1 + random.nextInt(4)).toLowerCase(Locale.ROOT));
                }
                owners.add(texts);
            }
            LiteralFilter filter = new LiteralFilter(owners);
            String line = text(random, 30);
            BitSet found = new BitSet();

            filter.find(line.getBytes(UTF_8), found);

            for (int owner = 0; owner < owners.size(); owner++) {
                boolean holds = owners.get(owner).stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains);
                assertThat(found.get(owner)).as(line + " " + owners).isEqualTo(holds);
            }
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("aAbB c".charAt(random.nextInt(6)));
        }
        return text.toString().replace("  ", "a");
    }
}
