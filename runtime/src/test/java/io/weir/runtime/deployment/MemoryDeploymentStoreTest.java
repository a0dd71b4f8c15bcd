package io.weir.runtime.deployment;

class MemoryDeploymentStoreTest extends DeploymentStoreContract {
    @Override
    DeploymentStore store() {
        return new MemoryDeploymentStore();
    }
}
