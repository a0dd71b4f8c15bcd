package io.weir.collector.cluster;

class MemoryJobHistoryTest extends JobHistoryContract {
    @Override
    JobHistory open() {
        return new MemoryJobHistory();
    }
}
