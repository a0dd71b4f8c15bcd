package io.weir.rules.notify;

import io.weir.collector.metric.LabelMatcher;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventDesk;
import io.weir.rules.notify.link.ActionLink;
import io.weir.rules.notify.link.LinkAction;
import io.weir.rules.notify.link.LinkSigner;
import io.weir.rules.notify.link.LinkUses;
import io.weir.rules.route.Matchers;
import io.weir.rules.silence.SilenceDraft;
import io.weir.rules.silence.SilenceException;
import io.weir.rules.silence.Silences;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the links in messages say: each once, about the events of its message that still go on. Thread-safe. */
public final class LinkDesk {
    private static final Logger LOG = LoggerFactory.getLogger(LinkDesk.class);

    /** How long a silence lasts at most that ends with an event. */
    private static final Duration LONGEST_SILENCE = Duration.ofDays(30);

    /** Labels that may change while an event goes on, so that a silence by them would not hold. */
    private static final Set<String> CHANGING = Set.of("severity");

    private static final int LONGEST_NAME = 100;

    private final LinkSigner signer;
    private final LinkUses uses;
    private final Notifications notifications;
    private final EventDesk events;
    private final Silences silences;
    private final Clock clock;

    /** A desk over what links act upon. */
    public LinkDesk(
            LinkSigner signer,
            LinkUses uses,
            Notifications notifications,
            EventDesk events,
            Silences silences,
            Clock clock) {
        this.signer = signer;
        this.uses = uses;
        this.notifications = notifications;
        this.events = events;
        this.silences = silences;
        this.clock = clock;
    }

    /** What a link can do; nothing is done. */
    public LinkState look(String token) {
        Optional<ActionLink> read = signer.read(token);
        if (read.isEmpty()) {
            return new LinkState.Unknown();
        }
        ActionLink link = read.get();
        if (!link.expiresAt().isAfter(clock.instant())) {
            return new LinkState.Expired(link);
        }
        Optional<LinkUses.Use> used = uses.used(link);
        if (used.isPresent()) {
            return new LinkState.Used(link, used.get());
        }
        Optional<Notification> notification = notifications.find(link.notificationId());
        if (notification.isEmpty()) {
            return new LinkState.Unknown();
        }
        List<Event> goingOn = notification.get().eventIds().stream()
                .flatMap(id -> events.find(id).stream())
                .filter(event -> event.resolvedAt() == null)
                .toList();
        return goingOn.isEmpty()
                ? new LinkState.Over(link)
                : new LinkState.Open(link, notification.get().receiver(), goingOn);
    }

    /**
     * Does what a link says, when it can.
     *
     * @param person who they say they are; empty when they do not say
     * @return {@link LinkState.Done}, or why nothing was done
     */
    public LinkState act(String token, String person) {
        if (!(look(token) instanceof LinkState.Open open)) {
            return look(token);
        }
        String by = by(person, open.receiver());
        ActionLink link = open.link();
        Instant now = clock.instant();
        if (!uses.use(link, new LinkUses.Use(by, now))) {
            return look(token);
        }
        boolean done = false;
        try {
            List<Event> acted = new ArrayList<>();
            for (Event event : open.events()) {
                if (act(link.action(), event, by, now)) {
                    acted.add(event);
                }
            }
            done = true;
            return new LinkState.Done(link, open.receiver(), acted);
        } finally {
            if (!done) {
                uses.release(link);
            }
        }
    }

    /** A name that nobody takes for one of Weir's own people. */
    private static String by(String person, String receiver) {
        String name = person.strip();
        String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return (cut.isEmpty() ? "somebody" : cut) + " (link to " + receiver + ")";
    }

    private boolean act(LinkAction action, Event event, String by, Instant now) {
        return switch (action) {
            case ACKNOWLEDGE -> events.acknowledge(event.id(), by, "").isPresent();
            case SILENCE -> silence(event, by, now);
        };
    }

    private boolean silence(Event event, String by, Instant now) {
        List<LabelMatcher> matchers = event.labels().entrySet().stream()
                .filter(label ->
                        !CHANGING.contains(label.getKey()) && !label.getValue().isEmpty())
                .map(label -> LabelMatcher.equal(label.getKey(), label.getValue()))
                .toList();
        try {
            silences.set(new SilenceDraft(
                    null,
                    new Matchers(matchers),
                    null,
                    now.plus(LONGEST_SILENCE),
                    by,
                    "until it is over: " + event.summary(),
                    event.fingerprint()));
            return true;
        } catch (SilenceException e) {
            LOG.warn("A link could not silence event {}", event.id(), e);
            return false;
        }
    }
}
