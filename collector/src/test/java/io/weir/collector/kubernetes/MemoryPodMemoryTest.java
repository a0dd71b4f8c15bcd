package io.weir.collector.kubernetes;

import java.nio.file.Path;

class MemoryPodMemoryTest extends PodMemoryContract {
    @Override
    PodMemory open(Path folder) {
        return new MemoryPodMemory();
    }
}
