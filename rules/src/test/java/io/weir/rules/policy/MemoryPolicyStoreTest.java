package io.weir.rules.policy;

class MemoryPolicyStoreTest extends PolicyStoreContract {
    private final MemoryPolicyStore store = new MemoryPolicyStore();

    @Override
    PolicyStore store() {
        return store;
    }
}
