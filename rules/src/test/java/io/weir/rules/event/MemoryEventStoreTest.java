package io.weir.rules.event;

class MemoryEventStoreTest extends EventStoreContract {
    private final MemoryEventStore store = new MemoryEventStore();

    @Override
    EventStore store() {
        return store;
    }
}
