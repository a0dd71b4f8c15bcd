package io.weir.diagnosis.log.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.collector.push.PushRefusedException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a push is answered with, and when. */
final class LogPushTest {
    private final PushedRecords store = new PushedRecords();
    private final LogPush push = store.push(LogPushConfig.DEFAULTS);

    @Test
    void pushIsTakenOnceItIsDurable() throws Exception {
        PushOutcome outcome = push.documents(bytes("{\"message\":\"a\"}\n{\"message\":\"b\"}\n"), Map.of());

        assertThat(outcome).isEqualTo(new PushOutcome.Taken(2));
        assertThat(store.synced()).isEqualTo(2);
    }

    @Test
    void storeThatIsBehindAndOneWithoutADiskAreToldApart() throws Exception {
        store.refuse(true, null);
        assertThat(push.documents(bytes("{\"message\":\"a\"}"), Map.of())).isInstanceOf(PushOutcome.Behind.class);
        store.refuse(true, "the disk is full");
        assertThat(push.documents(bytes("{\"message\":\"a\"}"), Map.of()))
                .isEqualTo(new PushOutcome.ReadOnly("the disk is full"));

        store.refuse(false, null);
        assertThat(push.documents(bytes("{\"message\":\"a\"}"), Map.of())).isEqualTo(new PushOutcome.Taken(1));
    }

    @Test
    void lineLongerThanTheLimitIsCutAndMarked() throws Exception {
        String longest = "x".repeat(300 * 1024);

        push.documents(bytes("{\"message\":\"" + longest + "\"}"), Map.of());

        String text = store.texts().get(0);
        assertThat(text).hasSizeLessThan(257 * 1024).endsWith("... [cut here, the line had 307200 bytes]");
    }

    @Test
    void bodiesAreBoundedTogether() {
        assertThat(push.reserve(40L << 20)).isTrue();
        assertThat(push.reserve(40L << 20)).isFalse();
        push.release(40L << 20);
        assertThat(push.reserve(40L << 20)).isTrue();
    }

    @Test
    void originsKeepTheirStreamsAndOwners() throws Exception {
        Map<String, String> labels = Map.of("cluster", "c", "deployment", "orders", "run", "r7", "process", "tm-1");
        push.documents(bytes("{\"message\":\"a\"}"), labels);
        store.push(LogPushConfig.DEFAULTS).documents(bytes("{\"message\":\"b\"}"), labels);

        assertThat(store.streams()).hasSize(1);
        assertThat(store.streams().get(0).owner().run()).isEqualTo("r7");
    }

    @Test
    void moreLinesThanAllowedAreRefusedWhole() {
        LogPush narrow = store.push(new LogPushConfig(1 << 20, 1 << 20, 2));

        assertThatThrownBy(() -> narrow.documents(bytes("{\"message\":\"a\"}\n".repeat(3)), Map.of()))
                .isInstanceOf(PushRefusedException.class)
                .hasMessageContaining("more than 2");
        assertThat(store.texts()).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
