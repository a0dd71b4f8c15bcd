package io.weir.web.audit;

class InMemoryAuditTrailTest extends AuditTrailContract {
    @Override
    AuditTrail open() {
        return new InMemoryAuditTrail();
    }
}
