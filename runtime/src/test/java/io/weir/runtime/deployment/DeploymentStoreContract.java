package io.weir.runtime.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store of deployments does. */
abstract class DeploymentStoreContract {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123Z");
    private static final DeploymentSpec SPEC = SpecJson.read("{\"artifact\": {\"name\": \"a.jar\"}}");

    abstract DeploymentStore store();

    private static Deployment deployment(String id, String name) {
        return new Deployment(
                id,
                "orders",
                name,
                "shop",
                Map.of("team", "payments"),
                "what it is",
                SPEC,
                1,
                "ops",
                AT,
                Wish.none("ops", AT),
                Status.initial(AT));
    }

    @Test
    void deploymentComesBackAsItWasAndNamesAreUnique() {
        DeploymentStore store = store();
        Deployment one = deployment("1", "b");
        assertThat(store.add(one)).isTrue();
        assertThat(store.add(deployment("2", "b"))).isFalse();
        assertThat(store.add(deployment("3", "a"))).isTrue();

        assertThat(store.find("1")).contains(one);
        assertThat(store.named("b")).contains(one);
        assertThat(store.all()).extracting(Deployment::name).containsExactly("a", "b");
        store.delete("1");
        assertThat(store.find("1")).isEmpty();
    }

    @Test
    void editsWishesAndStatusDoNotOverwriteEachOther() {
        DeploymentStore store = store();
        Deployment one = deployment("1", "a");
        store.add(one);
        Wish wish = one.wish().next(DesiredState.RUNNING, 3, new Restore(Restore.From.SNAPSHOT, "s", true), "dev", AT);
        Status status = Status.initial(AT)
                .become(CurrentState.TRANSITIONING, "run", "note", AT.plusMillis(5))
                .unknown("no answer", AT.plusMillis(7))
                .handled(1);
        Deployment edited = one.edited("", Map.of(), "", SPEC, "dev", AT.plusMillis(9));

        assertThat(store.wish("1", wish)).isTrue();
        store.status("1", status);
        assertThat(store.edit(edited)).isTrue();

        assertThat(store.find("1")).contains(edited.wishing(wish).being(status));
        assertThat(store.edit(edited)).as("an edit of an old revision").isFalse();
        assertThat(store.wish("1", wish)).as("a wish whose number is taken").isFalse();
    }

    @Test
    void versionNumbersAreNotUsedAgain() {
        DeploymentStore store = store();
        store.add(deployment("1", "a"));
        DeploymentVersion first = new DeploymentVersion("1", 1, SPEC, "first", "ops", AT);
        assertThat(store.add(first)).isTrue();
        assertThat(store.add(new DeploymentVersion("1", 2, SPEC, "", "ops", AT)))
                .isTrue();
        assertThat(store.add(new DeploymentVersion("1", 2, SPEC, "", "ops", AT)))
                .isFalse();

        store.deleteVersion("1", 2);

        assertThat(store.highestVersion("1")).isEqualTo(2);
        assertThat(store.versions("1")).containsExactly(first);
        assertThat(store.version("1", 2)).isEmpty();
        assertThat(store.add(new DeploymentVersion("1", 2, SPEC, "", "ops", AT)))
                .isFalse();
    }
}
