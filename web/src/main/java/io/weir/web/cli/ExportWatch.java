package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/** Asks how far an export is, and cancels it when the command is interrupted. */
final class ExportWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);

    interface Listener {
        void at(Instant readTo, long rows);
    }

    private final WeirClient client;
    private final String id;
    private final Listener listener;
    private final Thread asking;
    private final Thread atExit;
    private volatile boolean over;

    ExportWatch(WeirClient client, String id, Listener listener) {
        this.client = client;
        this.id = id;
        this.listener = listener;
        this.asking = new Thread(this::ask, "export-watch");
        asking.setDaemon(true);
        asking.start();
        this.atExit = new Thread(this::cancel, "export-cancel");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    void done() {
        over = true;
    }

    private void ask() {
        try {
            while (!over) {
                Thread.sleep(EVERY.toMillis());
                for (JsonNode export : client.get("/api/v1/history/exports")) {
                    if (export.path("id").asText().equals(id)
                            && export.path("readTo").isTextual()) {
                        listener.at(
                                Instant.parse(export.path("readTo").asText()),
                                export.path("rows").asLong());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CommandFailedException e) {
            // The download says what is wrong.
            over = true;
        }
    }

    private void cancel() {
        if (!over) {
            client.delete("/api/v1/history/exports/" + id);
        }
    }

    @Override
    public void close() {
        over = true;
        asking.interrupt();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is ending; the hook runs already.
            over = true;
        }
    }
}
