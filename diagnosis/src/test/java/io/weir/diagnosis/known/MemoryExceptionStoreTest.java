package io.weir.diagnosis.known;

final class MemoryExceptionStoreTest extends ExceptionStoreTest {
    private final ExceptionStore store = new MemoryExceptionStore();

    @Override
    ExceptionStore store() {
        return store;
    }
}
