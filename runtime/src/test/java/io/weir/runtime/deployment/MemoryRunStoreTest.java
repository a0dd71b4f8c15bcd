package io.weir.runtime.deployment;

class MemoryRunStoreTest extends RunStoreContract {
    @Override
    RunStore store() {
        return new MemoryRunStore();
    }
}
