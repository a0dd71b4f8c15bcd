package io.weir.runtime.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.runtime.deployment.Restore.From;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people may want, and what is refused with what to do instead. */
class DeploymentsTest {
    private final DeploymentStore store = new MemoryDeploymentStore();
    private final RunStore runs = new MemoryRunStore();
    private final Set<ArtifactRef> jars = new HashSet<>(Set.of(new ArtifactRef("a.jar", 1)));
    private final List<String> wanted = new ArrayList<>();
    private boolean idle = true;
    private final Deployments deployments = new Deployments(
            store,
            runs,
            new Deployments.Surroundings(
                    (workspace, jar) -> workspace.equals("default") && jars.contains(jar),
                    name -> name.equals("prod") ? Optional.of("the name prod is taken") : Optional.empty(),
                    deployment -> idle,
                    wanted::add),
            Clock.systemUTC());

    private static DeploymentSpec spec(String more) {
        return SpecJson.read("{\"artifact\": {\"name\": \"a.jar\"}" + more + "}");
    }

    private Deployment apply(String more, @Nullable Long seen) {
        return deployments.apply(new Draft("shop", "", Map.of(), "", spec(more)), seen, "ops");
    }

    @Test
    void aJarOfAnotherWorkspaceIsNone() {
        deployments.apply(new Draft("orders", "theirs", "", Map.of(), "", spec("")), null, "ops");
        assertThatThrownBy(() -> deployments.publish("theirs", "", "ops"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("a.jar");
        assertThat(deployments.copy("theirs", "theirs-too", "ops").workspace()).isEqualTo("orders");
        assertThat(deployments.move("theirs", "shop", "ops").workspace()).isEqualTo("orders");
    }

    @Test
    void aNameOfAnotherWorkspaceIsTaken() {
        deployments.apply(new Draft("orders", "theirs", "", Map.of(), "", spec("")), null, "ops");
        assertThatThrownBy(() -> deployments.apply(new Draft("theirs", "", Map.of(), "", spec("")), null, "ops"))
                .isInstanceOf(DeploymentException.class);
        assertThat(deployments.get("theirs").workspace()).isEqualTo("orders");
    }

    private void runs(int version, RunState state) {
        Deployment deployment = deployments.get("shop");
        runs.put(new Run(
                "run-" + version,
                deployment.id(),
                version,
                version,
                Mode.APPLICATION,
                "shop",
                "job",
                state,
                null,
                false,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null));
    }

    @BeforeEach
    void one() {
        apply("", 0L);
        deployments.publish("shop", "first", "ops");
    }

    @Test
    void sameDraftIsNoChangeAndNoNewVersion() {
        assertThat(apply("", null).revision()).isEqualTo(1);
        assertThat(deployments.publish("shop", "again", "ops").number()).isEqualTo(1);

        assertThat(apply(", \"parallelism\": 2", null).revision()).isEqualTo(2);
        assertThat(deployments.publish("shop", "", "ops").number()).isEqualTo(2);
    }

    @Test
    void whoDidNotSeeTheNewestRevisionIsTold() {
        apply(", \"parallelism\": 2", 1L);

        assertThatThrownBy(() -> apply(", \"parallelism\": 3", 1L))
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining("read it again");
        assertThatThrownBy(() -> apply("", 0L)).hasMessageContaining("already");
    }

    @Test
    void namesOfClustersAndBadNamesAreRefused() {
        assertThatThrownBy(() -> deployments.copy("shop", "prod", "ops")).hasMessageContaining("taken");
        for (String bad : List.of("Shop", "a b", "-a", "a-", "../a", "", "a".repeat(64))) {
            assertThatThrownBy(() -> deployments.copy("shop", bad, "ops"))
                    .as(bad)
                    .isInstanceOf(SpecException.class);
        }
    }

    @Test
    void startNeedsAVersionAndItsJar() {
        deployments.copy("shop", "other", "ops");
        assertThatThrownBy(() -> deployments.start("other", null, null, "ops")).hasMessageContaining("publish");

        jars.clear();
        assertThatThrownBy(() -> deployments.start("shop", null, null, "ops")).hasMessageContaining("upload it first");
        assertThatThrownBy(() -> deployments.publish("shop", "", "ops")).hasMessageContaining("upload it first");
    }

    @Test
    void firstStartBeginsAsTheSpecSays() {
        Wish wish = deployments.start("shop", null, null, "ops").wish();

        assertThat(wish.number()).isEqualTo(1);
        assertThat(wish.state()).isEqualTo(DesiredState.RUNNING);
        assertThat(wish.restore().from()).isEqualTo(From.LATEST_STATE);
        assertThat(wanted).contains(deployments.get("shop").id());
    }

    @Test
    void upgradeOfWhatRunsFollowsTheStrategyOfTheNewVersion() {
        runs(1, RunState.RUNNING);
        apply(", \"parallelism\": 2", null);
        deployments.publish("shop", "", "ops");
        assertThat(deployments.start("shop", 2, null, "ops").wish().restore().from())
                .isEqualTo(From.LATEST_STATE);

        apply(", \"upgrade\": \"stateless\"", null);
        deployments.publish("shop", "", "ops");
        assertThat(deployments.start("shop", 3, null, "ops").wish().restore().from())
                .isEqualTo(From.NONE);
        assertThatThrownBy(() -> deployments.start("shop", 3, Restore.of(From.LATEST_STATE), "ops"))
                .hasMessageContaining("suspend or cancel it first");

        apply(", \"upgrade\": \"none\"", null);
        deployments.publish("shop", "", "ops");
        assertThatThrownBy(() -> deployments.start("shop", 4, null, "ops"))
                .hasMessageContaining("upgrade strategy is none; suspend it");
    }

    @Test
    void maximumParallelismCannotChangeUnderState() {
        apply(", \"options\": {\"pipeline.max-parallelism\": \"128\"}", null);
        deployments.publish("shop", "", "ops");
        runs(2, RunState.SUSPENDED);
        apply(", \"options\": {\"pipeline.max-parallelism\": \"256\"}", null);
        deployments.publish("shop", "", "ops");

        assertThatThrownBy(() -> deployments.start("shop", 3, null, "ops"))
                .hasMessageContaining("was 128 when the state was written");
        assertThat(deployments
                        .start("shop", 3, Restore.of(From.NONE), "ops")
                        .wish()
                        .version())
                .isEqualTo(3);
    }

    @Test
    void versionThatRunsAndDeploymentThatIsNotIdleStay() {
        runs(1, RunState.RUNNING);
        assertThatThrownBy(() -> deployments.deleteVersion("shop", 1)).hasMessageContaining("runs, or is wanted to");
        idle = false;
        assertThatThrownBy(() -> deployments.delete("shop", gone -> {})).hasMessageContaining("cancel or suspend it");
        idle = true;
        deployments.delete("shop", gone -> {});
        assertThat(deployments.all()).isEmpty();
    }

    @Test
    void nothingToSuspendIsSaid() {
        assertThatThrownBy(() -> deployments.suspend("shop", "ops")).hasMessageContaining("never ran");
    }

    @Test
    void versionComesBackToTheDraft() {
        apply(", \"parallelism\": 2", null);
        assertThat(deployments.copyToDraft("shop", 1, "ops").draft().parallelism())
                .isEqualTo(1);
        assertThat(deployments.users(new ArtifactRef("a.jar", 1)))
                .containsExactly("the draft of shop", "version 1 of shop");
    }
}
