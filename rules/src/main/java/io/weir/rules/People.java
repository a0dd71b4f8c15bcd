package io.weir.rules;

import io.weir.rules.event.Database;
import io.weir.rules.event.EventDesk;
import io.weir.rules.maintenance.MaintenanceWindows;
import io.weir.rules.maintenance.SqlMaintenanceStore;
import io.weir.rules.notify.LinkDesk;
import io.weir.rules.notify.Notifications;
import io.weir.rules.notify.link.LinkSigner;
import io.weir.rules.notify.link.LinkUses;
import io.weir.rules.notify.link.SqlLinkUses;
import io.weir.rules.silence.Silences;
import java.nio.file.Path;
import java.time.Clock;

/** What the people on call work with besides silences: maintenance windows, and links in messages. */
final class People {
    private final MaintenanceWindows maintenance;
    private final LinkSigner signer;
    private final LinkUses uses;
    private final Clock clock;

    People(Database database, Path dataDirectory, Clock clock) {
        this.maintenance = new MaintenanceWindows(new SqlMaintenanceStore(database.jdbi()), clock);
        this.signer = LinkSigner.in(dataDirectory);
        this.uses = new SqlLinkUses(database.jdbi());
        this.clock = clock;
    }

    MaintenanceWindows maintenance() {
        return maintenance;
    }

    LinkSigner signer() {
        return signer;
    }

    LinkDesk links(Notifications notifications, EventDesk events, Silences silences) {
        return new LinkDesk(signer, uses, notifications, events, silences, clock);
    }

    void forgetOld() {
        maintenance.forgetOld();
        uses.forgetExpiredBefore(clock.instant());
    }
}
