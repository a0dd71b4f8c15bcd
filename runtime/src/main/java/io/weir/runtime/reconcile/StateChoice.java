package io.weir.runtime.reconcile;

import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.Restore;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.snapshot.Snapshot;
import io.weir.runtime.snapshot.StateFiles;
import io.weir.runtime.snapshot.StateFiles.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a start is to restore from. Never chooses to begin empty where there should be state. */
final class StateChoice {
    private static final int RUNS = 100;
    private static final int SNAPSHOTS = 1000;

    /** What was found. */
    sealed interface Choice {}

    /** Begin empty. */
    record Empty(String why) implements Choice {}

    /** Restore from a path. */
    record From(String path, String why) implements Choice {}

    /** Do not start; what it would need. */
    record Refused(String needs) implements Choice {}

    private final Books books;

    StateChoice(Books books) {
        this.books = books;
    }

    Choice choose(Deployment deployment, Restore restore) {
        try {
            return switch (restore.from()) {
                case NONE -> new Empty("it was asked to begin empty");
                case LATEST_SAVEPOINT -> latestSavepoint(deployment);
                case LATEST_STATE -> latestState(deployment);
                case SNAPSHOT -> chosen(deployment, String.valueOf(restore.snapshot()));
            };
        } catch (IOException e) {
            return new Refused("its state cannot be looked for: " + e.getMessage());
        }
    }

    private Choice latestSavepoint(Deployment deployment) throws IOException {
        for (Snapshot snapshot : books.snapshots().of(deployment.id(), SNAPSHOTS)) {
            if (snapshot.state() == Snapshot.State.PRESENT
                    && snapshot.kind() != Snapshot.Kind.CHECKPOINT
                    && isThere(snapshot.path())) {
                return new From(String.valueOf(snapshot.path()), "its latest savepoint, of " + snapshot.at());
            }
        }
        return neverRan(deployment)
                ? new Empty("it never ran")
                : new Refused(
                        "it has no savepoint; make one while it runs, choose another snapshot, or write restore: none to"
                                + " begin empty");
    }

    private boolean neverRan(Deployment deployment) {
        return books.runs().of(deployment.id(), RUNS).stream().allMatch(run -> run.runningAt() == null);
    }

    private Choice latestState(Deployment deployment) throws IOException {
        List<Snapshot> snapshots = books.snapshots().of(deployment.id(), SNAPSHOTS);
        for (Run run : books.runs().of(deployment.id(), RUNS)) {
            List<Found> own = own(run, snapshots);
            if (!own.isEmpty()) {
                Found newest = own.stream()
                        .max(Comparator.comparingLong(Found::number))
                        .orElseThrow();
                return new From(
                        newest.path(), "the latest state of run " + run.number() + ", snapshot " + newest.number());
            }
            if (run.runningAt() == null) {
                continue;
            }
            return ofRunWithoutOwn(run, snapshots);
        }
        return new Empty("it never ran");
    }

    private Choice ofRunWithoutOwn(Run run, List<Snapshot> snapshots) throws IOException {
        Optional<Snapshot> stop = snapshots.stream()
                .filter(snapshot -> snapshot.runId().equals(run.id())
                        && snapshot.kind() == Snapshot.Kind.STOP
                        && snapshot.state() == Snapshot.State.PRESENT)
                .findFirst();
        if (stop.isPresent() && !StateFiles.areVisible(stop.get().path())) {
            return new From(
                    String.valueOf(stop.get().path()), "the savepoint with which run " + run.number() + " stopped");
        }
        if (run.checkpoints() != null && !StateFiles.areVisible(run.checkpoints())) {
            return new Refused(
                    "run " + run.number() + " kept its checkpoints in " + run.checkpoints()
                            + ", which cannot be looked at from here; choose a snapshot, or write restore: none to begin empty");
        }
        String before = run.restoredFrom();
        if (before != null && isThere(before)) {
            return new From(before, "run " + run.number() + " made no snapshot of its own; this is what it began with");
        }
        return new Refused(
                "run " + run.number() + " left no state: no checkpoint and no savepoint of it is there; choose a"
                        + " snapshot of an earlier run, or write restore: none to begin empty");
    }

    /** The whole snapshots of a run that lie where Weir can look. */
    List<Found> own(Run run, List<Snapshot> snapshots) throws IOException {
        List<Found> found = new ArrayList<>();
        String checkpoints = checkpointsOf(run);
        if (checkpoints != null) {
            found.addAll(StateFiles.in(checkpoints));
        }
        for (Snapshot snapshot : snapshots) {
            String path = snapshot.path();
            if (snapshot.runId().equals(run.id()) && path != null && StateFiles.areVisible(path)) {
                StateFiles.at(path).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Where a run's checkpoints are, when it can be looked at. */
    static @Nullable String checkpointsOf(Run run) {
        String root = run.checkpoints();
        if (root == null || !StateFiles.areVisible(root)) {
            return null;
        }
        return (root.endsWith("/") ? root : root + "/") + run.jobId();
    }

    private Choice chosen(Deployment deployment, String id) throws IOException {
        Optional<Snapshot> snapshot = books.snapshots().find(id);
        if (snapshot.isEmpty()) {
            snapshot = new RetainedCheckpoints(books)
                    .of(deployment).stream().filter(one -> one.id().equals(id)).findFirst();
        }
        if (snapshot.isEmpty() || snapshot.get().path() == null) {
            return new Refused("snapshot " + id + " is not there; choose another one");
        }
        String path = String.valueOf(snapshot.get().path());
        return isThere(path)
                ? new From(path, "snapshot " + id + " was chosen")
                : new Refused("the files of snapshot " + id + " are not in " + path + " any more; choose another one");
    }

    private static boolean isThere(@Nullable String path) throws IOException {
        return path != null
                && (!StateFiles.areVisible(path) || StateFiles.at(path).isPresent());
    }
}
