package io.weir.web.auth;

class InMemoryAccessTest extends AccessContract {
    private final AccessStore store = new InMemoryAccessStore();

    @Override
    AccessStore store() {
        return store;
    }
}
