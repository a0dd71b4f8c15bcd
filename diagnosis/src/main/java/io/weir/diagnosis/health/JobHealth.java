package io.weir.diagnosis.health;

import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How healthy a job was in the last half hour: 100 less what its troubles cost.
 *
 * @param score 0 to 100; null when no group could be assessed
 * @param from when the time begins that was looked at
 * @param groups one for each {@link Group}, in its order
 */
public record JobHealth(
        String cluster, String jobId, @Nullable Integer score, Instant from, Instant to, List<Assessment> groups) {
    /** What is looked at. */
    public enum Group {
        /** How long it took to run. */
        START(15),
        /** Whether it runs, and how well. */
        RUNNING(60),
        /** Its checkpoints. */
        STATE(30),
        /** The processes it runs on. */
        RESOURCES(30);

        private final int most;

        Group(int most) {
            this.most = most;
        }

        /** The most that its troubles cost together. */
        public int most() {
            return most;
        }
    }

    /**
     * One group.
     *
     * @param missing why it could not be assessed, or not wholly; null when all was there
     * @param assessed false when nothing of it was there; it costs nothing then, and says nothing
     */
    public record Assessment(
            Group group, boolean assessed, @Nullable Text missing, List<Deduction> deductions) {
        public Assessment {
            deductions = List.copyOf(deductions);
        }

        /** What it costs, at most {@link Group#most()}. */
        public int points() {
            return Math.min(
                    group.most(),
                    deductions.stream().mapToInt(Deduction::points).sum());
        }
    }

    /** What one trouble costs. */
    public record Deduction(int points, Text reason) {}

    public JobHealth {
        groups = List.copyOf(groups);
    }

    static JobHealth of(String cluster, String jobId, Instant from, Instant to, List<Assessment> groups) {
        boolean assessed = groups.stream().anyMatch(Assessment::assessed);
        int points = groups.stream().mapToInt(Assessment::points).sum();
        return new JobHealth(cluster, jobId, assessed ? Math.max(0, 100 - points) : null, from, to, groups);
    }
}
