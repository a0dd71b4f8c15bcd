package io.weir.rules.notify.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.notify.Delivery;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 34: addresses that Weir does not send to, however they are written or meant. */
@Timeout(30)
class AddressRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.23",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "fe80::1",
                "ff02::1",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::169.254.169.254",
                "2002:a9fe:a9fe::1"
            })
    void neverSentTo(String literal) throws Exception {
        assertThat(new AddressRules(true).refusal(InetAddress.getByName(literal)))
                .isNotNull();
        assertThat(new AddressRules(false).refusal(InetAddress.getByName(literal)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "::1",
                "fd12::1",
                "::ffff:10.0.0.1",
                "64:ff9b::10.0.0.1"
            })
    void sentToOnlyWherePrivateNetworksAreAllowed(String literal) throws Exception {
        InetAddress address = InetAddress.getByName(literal);
        assertThat(new AddressRules(true).refusal(address)).isNull();
        assertThat(new AddressRules(false).refusal(address)).contains("allow_private_networks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "11.0.0.1", "169.253.1.1", "2606:4700::1111", "100.128.0.1"})
    void sentTo(String literal) throws Exception {
        assertThat(new AddressRules(false).refusal(InetAddress.getByName(literal)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://[::ffff:169.254.169.254]/",
                "http://[fd00:ec2::254]/",
                "http://100.100.100.200/",
                "http://[::ffff:6464:64c8]/"
            })
    void postIsRefusedWithoutAConnection(String url) throws Exception {
        assertThat(deliver(URI.create(url), HttpOptions.DEFAULTS)).isInstanceOf(Delivery.Refused.class);
    }

    @Test
    void addressesInUnusualFormsAreRefused() throws Exception {
        for (String host : List.of("2130706433", "0177.0.0.1", "127.1", "0x7f000001", "0x7f.1", "010.0.0.1")) {
            Origin origin = new Origin(false, host, 80);
            assertThat(origin.fault()).as(host).isNotNull();
        }
        for (String host : List.of("127.0.0.1", "hooks.example.org", "[::1]", "dead-beef.example", "h2")) {
            assertThat(new Origin(false, host, 80).fault()).as(host).isNull();
        }
    }

    @Test
    void nameThatMeansAnotherAddressAfterTheCheckIsConnectedToTheCheckedOne() throws Exception {
        try (HostileServer server = HostileServer.answering(200, "", "ok")) {
            AtomicInteger asked = new AtomicInteger();
            // Its second answer is where nobody must be sent.
            Resolver rebinding = host ->
                    List.of(InetAddress.getByName(asked.incrementAndGet() == 1 ? "127.0.0.1" : "169.254.169.254"));
            HttpOptions options = HttpOptions.DEFAULTS.resolving(rebinding);
            assertThat(deliver(server.url("rebind.example.org", "/"), options)).isInstanceOf(Delivery.Delivered.class);
            assertThat(asked).hasValue(1);
            assertThat(server.requests().get(0).headers()).containsEntry("Host", "rebind.example.org:" + server.port());
            assertThat(deliver(server.url("rebind.example.org", "/"), options)).isInstanceOf(Delivery.Refused.class);
        }
    }

    @Test
    void nameWithOneForbiddenAddressAmongGoodOnesIsRefused() throws Exception {
        try (HostileServer server = HostileServer.answering(200, "", "ok")) {
            Resolver both =
                    host -> List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("169.254.169.254"));
            assertThat(deliver(server.url("both.example.org", "/"), HttpOptions.DEFAULTS.resolving(both)))
                    .isInstanceOf(Delivery.Refused.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    private static Delivery deliver(URI url, HttpOptions options) throws InterruptedException {
        try (Poster poster = new Poster(url, options, Clock.systemUTC())) {
            return poster.post(Poster.target(url), Map.of(), "{}".getBytes(UTF_8))
                    .delivery();
        }
    }
}
