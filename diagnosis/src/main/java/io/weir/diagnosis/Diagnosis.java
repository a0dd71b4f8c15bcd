package io.weir.diagnosis;

import io.weir.collector.Collector;
import io.weir.collector.database.Database;
import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SelfMetric;
import io.weir.diagnosis.capture.Capture;
import io.weir.diagnosis.consult.ConsultingRoom;
import io.weir.diagnosis.finding.Answer;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.health.Health;
import io.weir.diagnosis.incident.Incidents;
import io.weir.diagnosis.logbook.Logbook;
import io.weir.diagnosis.logbook.LogbookConfig;
import io.weir.diagnosis.scene.ProcessFiles;
import io.weir.diagnosis.scene.Scenes;
import io.weir.rules.Rules;
import io.weir.rules.promql.PromQl;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The door of diagnosis: why it happened: the logs, and the verdicts made from them and from what the rooms before it know. Thread-safe. */
public final class Diagnosis implements AutoCloseable {
    private final Database database;
    private final Logbook logbook;
    private final Clock clock;
    private final Path dataDirectory;
    private volatile @Nullable ConsultingRoom consultingRoom;
    private volatile @Nullable Casebook casebook;

    private Diagnosis(Database database, Logbook logbook, Path dataDirectory, Clock clock) {
        this.database = database;
        this.logbook = logbook;
        this.dataDirectory = dataDirectory;
        this.clock = clock;
    }

    /**
     * Opens the log store, recovering what was acknowledged, and starts to follow; no source yet.
     *
     * @param samples takes how many lines of each level came
     */
    public static Diagnosis open(LogbookConfig config, SampleSink samples, Clock clock) {
        Database database = Database.open(config.dataDirectory(), "diagnosis");
        try {
            Logbook logbook = Logbook.open(config, database.jdbi(), samples, clock);
            return new Diagnosis(database, logbook, config.dataDirectory(), clock);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The logs. */
    public Logbook logbook() {
        return logbook;
    }

    /**
     * Begins to take scenes and to keep incidents. Called once.
     *
     * @param files of the processes of this machine
     */
    public void observe(Collector collector, Rules rules, CasebookConfig config, ProcessFiles.Source files) {
        casebook =
                Casebook.open(config, database.jdbi(), collector, rules, logbook::search, files, this::diagnose, clock);
    }

    /** Until somebody is consulted nothing is found. */
    private Answer diagnose(Question question) {
        ConsultingRoom room = consultingRoom;
        return room == null ? new Answer(List.of(), List.of()) : room.diagnose(question);
    }

    /**
     * What was captured when something broke.
     *
     * @throws IllegalStateException before {@link #observe}
     */
    public Scenes scenes() {
        return opened().scenes();
    }

    /**
     * The problems there are and were.
     *
     * @throws IllegalStateException before {@link #observe}
     */
    public Incidents incidents() {
        return opened().incidents();
    }

    /**
     * How healthy jobs are.
     *
     * @throws IllegalStateException before {@link #observe}
     */
    public Health health() {
        return opened().health();
    }

    private Casebook opened() {
        Casebook book = casebook;
        if (book == null) {
            throw new IllegalStateException("nothing is observed yet");
        }
        return book;
    }

    /**
     * Begins to give verdicts on what a collector sees. Called once.
     *
     * @param signatures the folder of users' signatures; null for none
     * @throws io.weir.diagnosis.signature.SignatureException when one of them cannot be used
     */
    public ConsultingRoom consult(Collector collector, PromQl promQl, @Nullable Path signatures) {
        ConsultingRoom room = ConsultingRoom.open(
                dataDirectory, database.jdbi(), collector, promQl, logbook.store(), signatures, clock);
        consultingRoom = room;
        return room;
    }

    /**
     * Verdicts, signatures and known exceptions.
     *
     * @throws IllegalStateException before {@link #consult}
     */
    public ConsultingRoom consultingRoom() {
        ConsultingRoom room = consultingRoom;
        if (room == null) {
            throw new IllegalStateException("nobody is consulted yet");
        }
        return room;
    }

    /**
     * Loads a capture of a foreign cluster, after {@link #consult}; its logs are read and durable when this returns.
     *
     * @param collector opened with a clock that stands at the end of the capture, or it refuses the samples as too old
     * @return how many samples there were
     */
    public long load(Capture capture, Collector collector) {
        long samples =
                new CaptureLoad(collector, consultingRoom(), logbook.following().files()).load(capture);
        logbook.store().sync();
        return samples;
    }

    /** Figures of logs, scenes and incidents, for Weir's own metrics. */
    public List<SelfMetric> selfMetrics() {
        List<SelfMetric> metrics = new ArrayList<>(logbook.selfMetrics());
        Casebook book = casebook;
        if (book != null) {
            metrics.addAll(book.selfMetrics());
        }
        return metrics;
    }

    /** Stops following, makes everything that was read durable, and closes the store. */
    @Override
    public void close() {
        Casebook book = casebook;
        if (book != null) {
            book.close();
        }
        logbook.close();
        database.close();
    }
}
