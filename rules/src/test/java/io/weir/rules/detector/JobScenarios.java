package io.weir.rules.detector;

import static io.weir.rules.detector.DetectorScenario.CLUSTER;
import static io.weir.rules.detector.DetectorScenario.ID;
import static io.weir.rules.detector.DetectorScenario.NAME;
import static io.weir.rules.detector.DetectorScenario.add;
import static io.weir.rules.detector.DetectorScenario.changes;
import static io.weir.rules.detector.DetectorScenario.job;
import static io.weir.rules.detector.DetectorScenario.minutes;
import static io.weir.rules.detector.DetectorScenario.seconds;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.DeploymentSettled;
import io.weir.collector.signal.DeploymentTroubled;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.JobVanished;
import io.weir.rules.Scenario;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What goes wrong with jobs and their checkpoints. */
final class JobScenarios {
    private JobScenarios() {}

    static void jobs() {
        Consumer<Scenario> runs = s -> s.job(job(s, JobState.RUNNING).get());
        Consumer<Scenario> breaks = s -> {
            s.job(job(s, JobState.RESTARTING).tasks(0).get());
            changes(s, JobState.RUNNING, JobState.RESTARTING, "java.io.IOException: gone");
        };
        Consumer<Scenario> recovers = s -> {
            s.pass(seconds(5));
            s.job(job(s, JobState.RUNNING).get());
            changes(s, JobState.RESTARTING, JobState.RUNNING, null);
            s.pass(seconds(30));
        };
        add("JobFailed", runs, breaks, recovers);
        add("JobRecovered", runs.andThen(breaks), recovers, s -> s.pass(seconds(5)));
        add("JobStarted", runs, s -> changes(s, JobState.CREATED, JobState.RUNNING, null), s -> {});
        add("JobStopped", runs, s -> changes(s, JobState.CANCELLING, JobState.CANCELED, null), s -> {});
        add("JobRestartLoop", runs, s -> restarts(s, 3, seconds(20)), s -> s.pass(minutes(11)));
        add("JobRestartStorm", runs, s -> restarts(s, 64, seconds(1)), s -> s.pass(minutes(3)));
        add("JobRestartingLong", runs, breaks.andThen(s -> s.pass(minutes(4))), recovers);
        add(
                "JobStuckStarting",
                runs,
                s -> {
                    s.job(job(s, JobState.CREATED).tasks(0).get());
                    s.pass(minutes(6));
                },
                runs.andThen(s -> s.pass(seconds(5))));
        add(
                "TasksNotRunning",
                runs.andThen(s -> s.pass(minutes(3))),
                s -> {
                    s.job(job(s, JobState.RUNNING).tasks(0).get());
                    s.pass(minutes(3));
                },
                runs.andThen(s -> s.pass(minutes(1))));
        DetectorScenario.ALL.put(
                "JobMissing",
                new DetectorScenario(
                        Map.of("JobMissing", Map.of("jobs", "orders, payments")),
                        runs.andThen(s -> s.job(
                                job(s, JobState.RUNNING).as("ef01", "payments").get())),
                        s -> {
                            s.job(job(s, JobState.CANCELED)
                                    .as("ef01", "payments")
                                    .get());
                            s.pass(minutes(3));
                        },
                        s -> {
                            s.job(job(s, JobState.RUNNING)
                                    .as("ef02", "payments")
                                    .get());
                            s.pass(seconds(10));
                        }));
        add(
                "JobRunningTwice",
                runs,
                s -> {
                    s.job(job(s, JobState.RUNNING).as("ef01", NAME).get());
                    s.pass(minutes(2));
                },
                s -> {
                    s.job(job(s, JobState.CANCELED).as("ef01", NAME).get());
                    s.pass(seconds(10));
                });
        add("JobStoppedByOutsider", runs, s -> ends(s, JobState.CANCELED), JobScenarios::startsAnew);
        add("StreamingJobFinished", runs, s -> ends(s, JobState.FINISHED), JobScenarios::startsAnew);
        add(
                "JobVanished",
                runs,
                s -> {
                    s.noJobs(CLUSTER);
                    s.signal(new JobVanished(CLUSTER, s.now(), ID, NAME, JobState.RUNNING, s.now()));
                },
                JobScenarios::startsAnew);
        add(
                "ClusterUnreachable",
                runs,
                s -> {
                    s.reachability(CLUSTER, new Reachability.Unknown(s.now(), "Connection refused"));
                    s.pass(minutes(1));
                },
                s -> {
                    s.reachability(CLUSTER, new Reachability.Reachable(s.now()));
                    s.pass(seconds(10));
                });
    }

    static void checkpoints() {
        Consumer<Scenario> well = s -> {
            s.job(job(s, JobState.RUNNING).completed(4).get());
            checkpoint(s, 4, Checkpoint.Status.COMPLETED, 1, null);
        };
        Consumer<Scenario> again = s -> {
            checkpoint(s, 99, Checkpoint.Status.COMPLETED, 1, null);
            s.pass(seconds(10));
        };
        String declined = "Asynchronous task checkpoint failed.";
        add(
                "CheckpointFailed",
                well,
                s -> {
                    checkpoint(s, 5, Checkpoint.Status.FAILED, 1, declined);
                    s.pass(seconds(10));
                },
                again);
        add(
                "CheckpointsFailing",
                well.andThen(s -> checkpoint(s, 5, Checkpoint.Status.FAILED, 1, declined))
                        .andThen(s -> checkpoint(s, 6, Checkpoint.Status.FAILED, 1, declined)),
                s -> checkpoint(s, 7, Checkpoint.Status.FAILED, 1, declined),
                again);
        add(
                "CheckpointTimedOut",
                well.andThen(s -> checkpoint(s, 5, Checkpoint.Status.FAILED, 1, declined)),
                s -> checkpoint(s, 6, Checkpoint.Status.FAILED, 600, "Checkpoint expired before completing."),
                again);
        add("CheckpointNearTimeout", well, s -> checkpoint(s, 5, Checkpoint.Status.COMPLETED, 500, null), again);
        add(
                "NoCheckpointCompleted",
                s -> {
                    for (int i = 1; i <= 12; i++) {
                        s.job(job(s, JobState.RUNNING).completed(i).get());
                        s.pass(minutes(1));
                    }
                },
                s -> s.pass(minutes(10)),
                s -> {
                    s.job(job(s, JobState.RUNNING).completed(13).get());
                    s.pass(seconds(10));
                });
        add(
                "SavepointFailed",
                well,
                s -> savepoint(s, 5, Checkpoint.Status.FAILED, "no such folder"),
                s -> savepoint(s, 6, Checkpoint.Status.COMPLETED, null));
        add(
                "DeploymentFailed",
                well,
                s -> s.signal(new DeploymentTroubled(
                        CLUSTER, s.now(), "default", NAME, "ab01", false, "it did not start: no such class")),
                s -> s.signal(new DeploymentSettled(CLUSTER, s.now(), "default", NAME, "it is running")));
    }

    private static void restarts(Scenario s, int count, Duration apart) {
        s.pass(seconds(5));
        for (int i = 1; i <= count; i++) {
            s.job(job(s, JobState.RUNNING).restarts(i).get());
            s.step(apart);
        }
    }

    private static void ends(Scenario s, JobState state) {
        s.job(job(s, state).tasks(0).get());
        changes(s, JobState.RUNNING, state, null);
    }

    private static void startsAnew(Scenario s) {
        s.pass(seconds(30));
        s.signal(new JobStatusChanged(CLUSTER, s.now(), "ef01", NAME, JobState.CREATED, JobState.RUNNING, null));
    }

    private static void checkpoint(
            Scenario s, long id, Checkpoint.Status status, int seconds, @Nullable String message) {
        ended(s, new Checkpoint(id, status, false, s.now(), Duration.ofSeconds(seconds), 0, 0, null, message));
    }

    private static void savepoint(Scenario s, long id, Checkpoint.Status status, @Nullable String message) {
        ended(s, new Checkpoint(id, status, true, s.now(), Duration.ofSeconds(1), 0, 0, null, message));
    }

    private static void ended(Scenario s, Checkpoint checkpoint) {
        s.signal(new CheckpointFinished(CLUSTER, s.now(), ID, NAME, checkpoint));
    }
}
