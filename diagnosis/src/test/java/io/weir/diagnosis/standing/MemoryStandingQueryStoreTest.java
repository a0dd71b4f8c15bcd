package io.weir.diagnosis.standing;

class MemoryStandingQueryStoreTest extends StandingQueryStoreTest {
    @Override
    StandingQueryStore store() {
        return new MemoryStandingQueryStore();
    }
}
