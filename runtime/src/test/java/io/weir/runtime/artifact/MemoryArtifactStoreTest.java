package io.weir.runtime.artifact;

class MemoryArtifactStoreTest extends ArtifactStoreContract {
    @Override
    ArtifactStore store() {
        return new MemoryArtifactStore();
    }
}
