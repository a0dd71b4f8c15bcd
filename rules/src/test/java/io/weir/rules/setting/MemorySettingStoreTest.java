package io.weir.rules.setting;

class MemorySettingStoreTest extends SettingStoreContract {
    private final SettingStore store = new MemorySettingStore();

    @Override
    SettingStore store() {
        return store;
    }
}
