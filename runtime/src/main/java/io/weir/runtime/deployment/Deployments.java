package io.weir.runtime.deployment;

import io.weir.runtime.deployment.DeploymentException.Kind;
import io.weir.runtime.deployment.Restore.From;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Deployments as people handle them: edited, published, wished to run or to stop. Says what is wanted and waits for nothing; a loop
 * makes it so. Thread-safe.
 */
public final class Deployments {
    private static final int MOST = 1000;
    private static final int MOST_VERSIONS = 500;

    /**
     * What they need of the other rooms.
     *
     * @param hasArtifact whether a workspace has an artifact
     * @param nameTaken why a name cannot be used, when it cannot
     * @param idle whether nothing of a deployment runs or is under way
     * @param wanted is told the id of a deployment of which something is wanted
     */
    public record Surroundings(
            BiPredicate<String, ArtifactRef> hasArtifact,
            Function<String, Optional<String>> nameTaken,
            Predicate<Deployment> idle,
            Consumer<String> wanted) {}

    private final DeploymentStore store;
    private final RunStore runs;
    private final Surroundings surroundings;
    private final Clock clock;

    public Deployments(DeploymentStore store, RunStore runs, Surroundings surroundings, Clock clock) {
        this.store = store;
        this.runs = runs;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    /** By name. */
    public List<Deployment> all() {
        return store.all();
    }

    /** @throws DeploymentException when there is none of the name */
    public Deployment get(String name) {
        return store.named(name)
                .orElseThrow(() -> new DeploymentException(
                        Kind.MISSING, "there is no deployment " + name + "; it may have been deleted"));
    }

    /**
     * Makes a deployment, or replaces what people edit of it.
     *
     * @param seen the revision that was edited; null for whatever there is, 0 for one that must not exist yet
     */
    public synchronized Deployment apply(Draft draft, @Nullable Long seen, String by) {
        Optional<Deployment> known = store.named(draft.name());
        if (known.isEmpty()) {
            if (seen != null && seen != 0) {
                throw new DeploymentException(Kind.MISSING, "there is no deployment " + draft.name() + " any more");
            }
            return create(draft, by);
        }
        Deployment old = known.get();
        if (seen != null && seen == 0 || !draft.workspace().equals(old.workspace())) {
            throw new DeploymentException(Kind.CONFLICT, "there is a deployment " + draft.name() + " already");
        }
        if (seen != null && seen != old.revision()) {
            throw new DeploymentException(
                    Kind.OUTDATED,
                    "the deployment was changed by " + old.changedBy() + " at " + old.changedAt() + " to revision "
                            + old.revision() + "; read it again and make the change anew");
        }
        Deployment edited = old.edited(draft.folder(), draft.labels(), draft.description(), draft.spec(), by, now());
        boolean same = edited.folder().equals(old.folder())
                && edited.labels().equals(old.labels())
                && edited.description().equals(old.description())
                && edited.draft().equals(old.draft());
        if (same) {
            return old;
        }
        if (!store.edit(edited)) {
            throw new DeploymentException(Kind.OUTDATED, "the deployment was changed meanwhile; read it again");
        }
        return get(draft.name());
    }

    private Deployment create(Draft draft, String by) {
        surroundings.nameTaken().apply(draft.name()).ifPresent(why -> {
            throw new DeploymentException(Kind.CONFLICT, why);
        });
        if (store.all().size() >= MOST) {
            throw new DeploymentException(Kind.CONFLICT, "there are " + MOST + " deployments, the most there may be");
        }
        Instant now = now();
        Deployment made = new Deployment(
                UUID.randomUUID().toString(),
                draft.workspace(),
                draft.name(),
                draft.folder(),
                draft.labels(),
                draft.description(),
                draft.spec(),
                1,
                by,
                now,
                Wish.none(by, now),
                Status.initial(now));
        store.add(made);
        surroundings.wanted().accept(made.id());
        return made;
    }

    /** Freezes the draft as a version; the newest one when it is the same. */
    public synchronized DeploymentVersion publish(String name, String description, String by) {
        Deployment deployment = get(name);
        DeploymentSpec spec = deployment.draft();
        ScriptRules.requireRunnable(spec.program());
        requireArtifacts(deployment.workspace(), spec);
        List<DeploymentVersion> versions = store.versions(deployment.id());
        if (!versions.isEmpty() && versions.get(0).spec().equals(spec)) {
            return versions.get(0);
        }
        if (versions.size() >= MOST_VERSIONS) {
            throw new DeploymentException(
                    Kind.CONFLICT, "there are " + MOST_VERSIONS + " versions, the most there may be; delete some");
        }
        DeploymentVersion version = new DeploymentVersion(
                deployment.id(), store.highestVersion(deployment.id()) + 1, spec, description, by, now());
        store.add(version);
        return version;
    }

    private void requireArtifacts(String workspace, DeploymentSpec spec) {
        for (ArtifactRef artifact : spec.program().artifacts()) {
            if (!surroundings.hasArtifact().test(workspace, artifact)) {
                throw new SpecException("artifact: there is no " + artifact + "; upload it first");
            }
        }
    }

    /** Newest first. */
    public List<DeploymentVersion> versions(String name) {
        return store.versions(get(name).id());
    }

    public DeploymentVersion version(String name, int number) {
        return store.version(get(name).id(), number)
                .orElseThrow(() -> new DeploymentException(
                        Kind.MISSING, name + " has no version " + number + "; publish the draft"));
    }

    /**
     * Wants a version to run; one that runs already is upgraded as its strategy says.
     *
     * @param version null for the newest
     * @param restore null for what the version's spec, or an upgrade, usually begins with
     */
    public synchronized Deployment start(String name, @Nullable Integer version, @Nullable Restore restore, String by) {
        Deployment deployment = get(name);
        int number = version != null ? version : store.highestVersion(deployment.id());
        DeploymentVersion wanted = version(name, number);
        requireArtifacts(deployment.workspace(), wanted.spec());
        Optional<Run> last = runs.of(deployment.id(), 1).stream().findFirst();
        boolean upgrade =
                last.isPresent() && !last.get().state().isOver() && last.get().version() != number;
        Restore from = upgrade ? Upgrade.from(name, wanted, restore) : restore;
        Restore chosen = from == null ? wanted.spec().usualRestore() : from;
        last.flatMap(run -> store.version(deployment.id(), run.version()))
                .ifPresent(before -> Upgrade.checkMaximum(before, wanted, chosen));
        return wish(deployment, DesiredState.RUNNING, number, chosen, by);
    }

    /** Wants it stopped with its state kept. */
    public synchronized Deployment suspend(String name, String by) {
        Deployment deployment = get(name);
        if (deployment.wish().number() == 0) {
            throw new DeploymentException(Kind.CONFLICT, name + " never ran; there is nothing to suspend");
        }
        return wish(deployment, DesiredState.SUSPENDED, deployment.wish().version(), Restore.of(From.LATEST_STATE), by);
    }

    /** Wants it ended without a savepoint. */
    public synchronized Deployment cancel(String name, String by) {
        Deployment deployment = get(name);
        return wish(deployment, DesiredState.CANCELLED, deployment.wish().version(), Restore.of(From.LATEST_STATE), by);
    }

    private Deployment wish(Deployment deployment, DesiredState state, int version, Restore restore, String by) {
        Wish wish = deployment.wish().next(state, version, restore, by, now());
        if (!store.wish(deployment.id(), wish)) {
            throw new DeploymentException(Kind.OUTDATED, "somebody else wanted something meanwhile; look again");
        }
        surroundings.wanted().accept(deployment.id());
        return deployment.wishing(wish);
    }

    /** Makes the draft what a version was. */
    public synchronized Deployment copyToDraft(String name, int number, String by) {
        DeploymentSpec spec = version(name, number).spec();
        Deployment known = get(name);
        return apply(Draft.of(known, spec), known.revision(), by);
    }

    /** Another deployment of the same workspace with the draft of this one. */
    public Deployment copy(String name, String as, String by) {
        Deployment known = get(name);
        Draft draft =
                new Draft(known.workspace(), as, known.folder(), known.labels(), known.description(), known.draft());
        return apply(draft, 0L, by);
    }

    /** Puts a deployment into another folder; it goes on as it does. */
    public synchronized Deployment move(String name, String folder, String by) {
        Deployment known = get(name);
        Draft draft = new Draft(known.workspace(), name, folder, known.labels(), known.description(), known.draft());
        return apply(draft, known.revision(), by);
    }

    /** Deletes a version that does not run and is not wanted to. */
    public synchronized void deleteVersion(String name, int number) {
        Deployment deployment = get(name);
        DeploymentVersion version = version(name, number);
        boolean runs = this.runs.of(deployment.id(), 1).stream()
                .anyMatch(run -> run.version() == number && !run.state().isOver());
        boolean wanted =
                deployment.wish().version() == number && deployment.wish().state() != DesiredState.CANCELLED;
        if (runs || wanted) {
            throw new DeploymentException(
                    Kind.CONFLICT, "version " + number + " of " + name + " runs, or is wanted to");
        }
        store.deleteVersion(deployment.id(), version.number());
    }

    /** Deletes a deployment of which nothing runs; {@code forget} takes away what hangs on it. */
    public synchronized void delete(String name, Consumer<Deployment> forget) {
        Deployment deployment = get(name);
        if (!surroundings.idle().test(deployment)) {
            throw new DeploymentException(Kind.CONFLICT, name + " runs, or is on the way; cancel or suspend it first");
        }
        forget.accept(deployment);
        store.delete(deployment.id());
    }

    /** Who uses a version of an artifact, in words. */
    public List<String> users(ArtifactRef artifact) {
        return store.all().stream()
                .flatMap(deployment -> {
                    List<String> uses = new java.util.ArrayList<>();
                    if (deployment.draft().program().artifacts().contains(artifact)) {
                        uses.add("the draft of " + deployment.name());
                    }
                    store.versions(deployment.id()).stream()
                            .filter(version ->
                                    version.spec().program().artifacts().contains(artifact))
                            .forEach(version -> uses.add("version " + version.number() + " of " + deployment.name()));
                    return uses.stream();
                })
                .toList();
    }

    /** Newest first. */
    public List<Run> runs(String name, int limit) {
        return runs.of(get(name).id(), limit);
    }

    /** A run of a deployment by its number. */
    public Run run(String name, int number) {
        return runs.of(get(name).id(), 10_000).stream()
                .filter(run -> run.number() == number)
                .findFirst()
                .orElseThrow(() -> new DeploymentException(Kind.MISSING, name + " has no run " + number));
    }

    /** A run's start log after a line, oldest first. */
    public List<RunLine> lines(Run run, long after, int limit) {
        return runs.lines(run.id(), after, limit);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
