package io.weir.diagnosis.health;

import io.weir.diagnosis.health.JobHealth.Assessment;
import io.weir.diagnosis.health.JobHealth.Deduction;
import io.weir.diagnosis.health.JobHealth.Group;
import io.weir.rules.rule.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Gathers what one group costs. For one thread. */
final class Tally {
    private final Group group;
    private final List<Deduction> deductions = new ArrayList<>();
    private final List<Text> missing = new ArrayList<>();
    private boolean assessed;

    Tally(Group group) {
        this.group = group;
    }

    Tally assessed() {
        assessed = true;
        return this;
    }

    Tally missing(String en, String zh) {
        missing.add(new Text(en, zh));
        return this;
    }

    Tally costs(int points, String en, String zh) {
        assessed = true;
        if (points > 0) {
            deductions.add(new Deduction(points, new Text(en, zh)));
        }
        return this;
    }

    /**
     * A share that is too high.
     *
     * @param high from where it costs {@code points}
     * @param severe from where it costs twice that
     */
    Tally share(OptionalDouble share, double high, double severe, int points, String en, String zh) {
        if (share.isEmpty()) {
            return missing("no samples: " + en, "无采样：" + zh);
        }
        double value = share.getAsDouble();
        String percent = String.format(Locale.ROOT, " %.0f %%", 100 * value);
        int cost = value >= severe ? 2 * points : value >= high ? points : 0;
        return costs(cost, en + percent, zh + percent);
    }

    Assessment done() {
        return new Assessment(group, assessed, reason(), deductions);
    }

    private @Nullable Text reason() {
        if (missing.isEmpty()) {
            return null;
        }
        return new Text(
                String.join("; ", missing.stream().map(Text::en).toList()),
                String.join("；", missing.stream().map(Text::zh).toList()));
    }
}
