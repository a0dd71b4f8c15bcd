package io.weir.rules.replay;

class MemoryFactStoreTest extends FactStoreContract {
    private final MemoryFactStore store = new MemoryFactStore();

    @Override
    FactStore store() {
        return store;
    }
}
