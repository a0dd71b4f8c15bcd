package io.weir.runtime.connectivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectivityTest {
    private static Reach reach(String endpoint) {
        try (Connectivity connectivity = new Connectivity(Duration.ofSeconds(5))) {
            return connectivity.reach(Endpoint.parse(endpoint));
        }
    }

    @Test
    void whoListensIsReachedAndWhoDoesNotRefuses() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            Reach reach = reach("127.0.0.1:" + port);
            assertThat(reach.isReachable()).isTrue();
            assertThat(reach.addresses()).containsExactly("127.0.0.1");
            assertThat(reach.attempts())
                    .singleElement()
                    .extracting(Attempt::outcome)
                    .isEqualTo(Attempt.Outcome.CONNECTED);
        }
        Reach refused = reach("127.0.0.1:" + port);
        assertThat(refused.isReachable()).isFalse();
        assertThat(refused.attempts())
                .singleElement()
                .extracting(Attempt::outcome)
                .isEqualTo(Attempt.Outcome.REFUSED);
    }

    @Test
    void aNameIsLookedUpAndOneThatIsNowhereIsSaidToBe() {
        Reach here = reach("localhost");
        assertThat(here.isReachable()).isTrue();
        assertThat(here.attempts()).isEmpty();
        assertThat(here.addresses()).isNotEmpty();

        // https://www.rfc-editor.org/rfc/rfc6761#section-6.4
        Reach nowhere = reach("kafka-1.invalid:9092");
        assertThat(nowhere.isReachable()).isFalse();
        assertThat(nowhere.attempts()).isEmpty();
        assertThat(nowhere.unresolved()).contains("name server");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kafka-1", "kafka-1:9092", "10.0.0.7:9092", "[::1]:9092", "[fe80::1%eth0]:1", "a.b_c.d:65535"})
    void endpointIsReadAsItIsWritten(String text) {
        assertThat(Endpoint.parse(" " + text + " ")).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":9092",
                "kafka-1:",
                "kafka-1:0",
                "kafka-1:65536",
                "kafka-1:x",
                "::1",
                "a b:1",
                "-a:1",
                "http://a:1",
                "[::1",
                "a/b",
                "[x]:1"
            })
    void whatIsNoEndpointIsRefused(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
