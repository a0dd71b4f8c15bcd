package io.weir.rules.silence;

class MemorySilencesTest extends SilencesContract {
    private final MemorySilenceStore store = new MemorySilenceStore();

    @Override
    SilenceStore store() {
        return store;
    }
}
