package io.weir.runtime.deployment;

import io.weir.runtime.deployment.DeploymentException.Kind;
import io.weir.runtime.deployment.Restore.From;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a version that follows another one may begin with. */
final class Upgrade {
    private static final String MAXIMUM = "pipeline.max-parallelism";

    private Upgrade() {}

    /** What a version begins with that takes the place of one that runs: its strategy says so, nobody else. */
    static Restore from(String name, DeploymentVersion wanted, @Nullable Restore restore) {
        if (restore != null) {
            throw new DeploymentException(
                    Kind.CONFLICT,
                    name + " runs: what to start from is chosen when it does not; suspend or cancel it first");
        }
        return switch (wanted.spec().upgrade()) {
            case STATELESS -> Restore.of(From.NONE);
            case STATEFUL -> new Restore(From.LATEST_STATE, null, wanted.spec().allowNonRestored());
            case NONE ->
                throw new DeploymentException(
                        Kind.CONFLICT,
                        name + " runs and its upgrade strategy is none; suspend it, then start version "
                                + wanted.number());
        };
    }

    /** Flink spreads keyed state over that many groups; another number cannot read it. */
    static void checkMaximum(DeploymentVersion before, DeploymentVersion wanted, Restore restore) {
        String old = before.spec().options().get(MAXIMUM);
        String fresh = wanted.spec().options().get(MAXIMUM);
        if (restore.from() != From.NONE && old != null && fresh != null && !Objects.equals(old, fresh)) {
            throw new SpecException("options." + MAXIMUM + ": was " + old + " when the state was written and is "
                    + fresh + " now; Flink cannot restore it. Write " + old + ", or start with restore: none");
        }
    }
}
