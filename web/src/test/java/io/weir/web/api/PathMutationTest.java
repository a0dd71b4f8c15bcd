package io.weir.web.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Case 63: a path that is written another way reaches no handler, or the same check before it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class PathMutationTest {
    private TestingWeir weir;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        weir = new TestingWeir(folder);
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    /** The path in every other way that some server somewhere reads as the same. */
    private static List<String> mutations(String path) {
        int middle = path.indexOf('/', 1) < 0 ? 0 : path.indexOf('/', 1);
        String first = path.substring(0, middle);
        String rest = path.substring(middle);
        char letter = rest.length() > 1 ? rest.charAt(1) : path.charAt(1);
        List<String> mutations = new ArrayList<>(List.of(
                "/" + path,
                first + "/" + rest,
                "/." + path,
                first + "/." + rest,
                "/x/.." + path,
                "/x/%2e%2e" + path,
                "/%2e" + path,
                path + ";x=1",
                "/;x=1" + path,
                first + "%2f" + rest.substring(1),
                "/%2f" + path.substring(1),
                path + "%2f",
                path + "/",
                path + "%00",
                path + "%20",
                path.replaceFirst("/([a-z-])", "/%" + Integer.toHexString(path.charAt(1))),
                "\\" + path.substring(1),
                path.replaceFirst("^/.", "/" + Character.toUpperCase(path.charAt(1)))));
        mutations.add(first + "/%" + Integer.toHexString(letter) + rest.substring(Math.min(2, rest.length())));
        return mutations;
    }

    @Test
    void nobodyWithoutALoginIsAnsweredOnAnyRouteHoweverItIsWritten() throws IOException {
        int asked = 0;
        for (Routes.Route route : weir.api.routes()) {
            if (route.permission() == null) {
                continue;
            }
            for (String path : mutations(route.path().replaceAll("[{}]", ""))) {
                String answer = send(route.method(), path);
                // Where a path is none of the API's, the console's page may be there: it holds nothing and asks the API
                // in turn.
                assertThat(answer)
                        .as(route.method() + " " + path)
                        .containsPattern("^HTTP/1.1 (400|401|404|405|200 OK\\r\\n[\\s\\S]*<div id=\"root\">)")
                        .doesNotContain("\"status\":\"success\"");
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(2_000);
    }

    private String send(String method, String path) throws IOException {
        String request = method.toUpperCase(Locale.ROOT) + " " + path
                + " HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), weir.url.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readNBytes(4_000), UTF_8);
        }
    }
}
