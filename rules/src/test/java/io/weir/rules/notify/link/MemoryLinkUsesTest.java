package io.weir.rules.notify.link;

class MemoryLinkUsesTest extends LinkUsesContract {
    private final MemoryLinkUses uses = new MemoryLinkUses();

    @Override
    LinkUses uses() {
        return uses;
    }
}
