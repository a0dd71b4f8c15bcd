package io.weir.rules.notify;

class MemoryOutboxTest extends OutboxContract {
    private final MemoryOutbox outbox = new MemoryOutbox();

    @Override
    Outbox outbox() {
        return outbox;
    }
}
