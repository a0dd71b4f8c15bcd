package io.weir.diagnosis.incident;

class MemoryIncidentStoreTest extends IncidentStoreTest {
    private final IncidentStore store = new MemoryIncidentStore();

    @Override
    IncidentStore store() {
        return store;
    }
}
