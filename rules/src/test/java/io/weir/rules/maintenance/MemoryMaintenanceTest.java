package io.weir.rules.maintenance;

class MemoryMaintenanceTest extends MaintenanceContract {
    private final MemoryMaintenanceStore store = new MemoryMaintenanceStore();

    @Override
    MaintenanceStore store() {
        return store;
    }
}
