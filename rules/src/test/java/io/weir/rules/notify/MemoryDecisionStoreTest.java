package io.weir.rules.notify;

class MemoryDecisionStoreTest extends DecisionStoreContract {
    private final MemoryDecisionStore store = new MemoryDecisionStore();

    @Override
    DecisionStore store() {
        return store;
    }
}
