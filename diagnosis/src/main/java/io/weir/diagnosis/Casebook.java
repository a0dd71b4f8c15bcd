package io.weir.diagnosis;

import io.weir.collector.Collector;
import io.weir.collector.metric.SelfMetric;
import io.weir.diagnosis.finding.Answer;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.health.Health;
import io.weir.diagnosis.incident.Incidents;
import io.weir.diagnosis.incident.SqlIncidentStore;
import io.weir.diagnosis.incident.Surroundings;
import io.weir.diagnosis.index.LogPage;
import io.weir.diagnosis.index.LogQuery;
import io.weir.diagnosis.scene.ProcessFiles;
import io.weir.diagnosis.scene.Scenes;
import io.weir.rules.Rules;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scenes, incidents and the health of jobs, listening to events and signals. */
record Casebook(Scenes scenes, Incidents incidents, Health health, AutoCloseable listening) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Casebook.class);
    private static final int MOST_FIRING = 1_000;

    static Casebook open(
            CasebookConfig config,
            Jdbi jdbi,
            Collector collector,
            Rules rules,
            Function<LogQuery, LogPage> logs,
            ProcessFiles.Source files,
            Function<Question, Answer> diagnose,
            Clock clock) {
        Scenes scenes = Scenes.open(
                config.dataDirectory().resolve("scenes"),
                config.scenes(),
                new Scenes.Sources(collector::cluster, logs, collector.samples(), files),
                clock);
        Incidents incidents = new Incidents(
                config.incidents(),
                new SqlIncidentStore(jdbi),
                Surroundings.of(collector),
                collector.samples(),
                scenes,
                diagnose,
                clock);
        AutoCloseable listening = rules.onEvent(incidents::onEvent);
        collector.onSignal(incidents::onSignal);
        EventQuery firing =
                new EventQuery(EventState.FIRING, null, null, null, null, null, null, null, null, null, MOST_FIRING);
        incidents.start(rules.events(firing).events(), rules::event);
        return new Casebook(scenes, incidents, Health.of(collector, clock), listening);
    }

    List<SelfMetric> selfMetrics() {
        List<SelfMetric> metrics = new ArrayList<>(scenes.selfMetrics());
        metrics.addAll(incidents.selfMetrics());
        return metrics;
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (Exception e) {
            LOG.warn("Events are still listened to", e);
        }
        incidents.close();
    }
}
