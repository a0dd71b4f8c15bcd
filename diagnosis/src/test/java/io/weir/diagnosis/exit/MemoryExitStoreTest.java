package io.weir.diagnosis.exit;

final class MemoryExitStoreTest extends ExitStoreTest {
    private final ExitStore store = new MemoryExitStore();

    @Override
    ExitStore store() {
        return store;
    }
}
