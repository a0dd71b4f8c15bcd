package io.weir.runtime.sql;

import io.weir.runtime.distribution.Distribution;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.sql.flink.HiddenValues;
import io.weir.runtime.sql.flink.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A planner for each Flink version that is asked for. Thread-safe. */
final class Planners implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Planners.class);

    /** For the questions of others. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FlinkChildren<PlannerProcess> planners;

    /** @param idle after which one that nobody asks is ended */
    Planners(
            Path folder,
            Function<FlinkVersion, Distribution> distributions,
            Duration idle,
            Supplier<HiddenValues> hidden) {
        planners = new FlinkChildren<>(
                "planner",
                idle,
                version -> PlannerProcess.start(
                        distributions.apply(version), folder.resolve("planner-" + version), hidden));
    }

    /**
     * @throws SqlBusyException when it answers others for too long
     * @throws IOException when there is no answer; the next question has a new planner
     */
    Wire.Answer ask(FlinkVersion version, Wire.Question question) throws IOException {
        return planners.use(version, PATIENCE, planner -> {
            try {
                return planner.ask(question, PATIENCE);
            } catch (SqlBusyException e) {
                throw e;
            } catch (IOException e) {
                LOG.warn("The planner of Flink {} is started anew: {}", version, e.getMessage());
                planner.close();
                throw e;
            }
        });
    }

    @Override
    public void close() {
        planners.close();
    }
}
