package io.weir.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.database.Database;
import io.weir.web.audit.InMemoryAuditTrail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DatabaseAccessTest extends AccessContract {
    @AutoClose
    private @Nullable Database database;

    @Override
    AccessStore store() {
        Database opened = Database.open(folder, "web");
        database = opened;
        return new DatabaseAccessStore(opened.jdbi());
    }

    @Test
    void nothingSecretIsInTheDatabase() throws IOException {
        Access access = new Access(store(), new InMemoryAuditTrail(), clock);
        String password = access.createFirstAccount().orElseThrow();
        access.admitTokenFile(folder.resolve("admin.token"));
        String session = ((LoginResult.Granted) access.login("admin", password, "127.0.0.1")).sessionId();
        String token = Files.readString(folder.resolve("admin.token")).strip();

        try (var files = Files.list(folder)) {
            for (var file : files.filter(path -> path.getFileName().toString().startsWith("weir.db"))
                    .toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(bytes)
                        .doesNotContain(password)
                        .doesNotContain(session)
                        .doesNotContain(token);
            }
        }
    }
}
