package io.weir.diagnosis.signature;

final class MemorySignatureStoreTest extends SignatureStoreTest {
    private final SignatureStore store = new MemorySignatureStore();

    @Override
    SignatureStore store() {
        return store;
    }
}
