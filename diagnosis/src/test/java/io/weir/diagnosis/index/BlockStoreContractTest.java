package io.weir.diagnosis.index;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class BlockStoreContractTest extends LogStoreContract {
    BlockStoreContractTest(@TempDir Path temp) {
        super(temp, NumberedRecords::open);
    }

    /** It is found at once. */
    @Override
    void settle(LogStore taken) {}
}
