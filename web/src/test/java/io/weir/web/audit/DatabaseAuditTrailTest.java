package io.weir.web.audit;

import io.weir.web.app.data.RelationalState;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAuditTrailTest extends AuditTrailContract {
    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit before each test.
    Path folder;

    @Override
    AuditTrail open() {
        return new DatabaseAuditTrail(RelationalState.open(folder));
    }
}
