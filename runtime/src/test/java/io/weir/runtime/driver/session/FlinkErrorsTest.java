package io.weir.runtime.driver.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FlinkErrorsTest {
    @Test
    void serverSideStackTraceBecomesOneLine() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("error-2.3.0.json"))) {
            String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(FlinkErrors.reason(body))
                    .isEqualTo("Internal server error. java.util.NoSuchElementException: No value present");
        }
    }

    @Test
    void deepestCauseWins() {
        assertThat(FlinkErrors.reason(
                        "{\"errors\":[\"Internal server error.\",\"<Exception on server side:\\nA: a\\n\\tat x\\n"
                                + "Caused by: B: b\\n\\tat y\\nCaused by: C: no slots\\n\\t... 3 more\"]}"))
                .isEqualTo("Internal server error. Caused by: C: no slots");
    }

    @Test
    void textThatIsNoJsonIsShownAsItIs() {
        assertThat(FlinkErrors.reason("  Bad Gateway\n")).isEqualTo("Bad Gateway");
    }
}
