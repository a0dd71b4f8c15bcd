package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.rules.event.Event;
import io.weir.rules.notify.LinkState;
import io.weir.rules.notify.link.LinkAction;
import io.weir.rules.notify.link.LinkSigner;
import io.weir.web.audit.AuditEntry;
import io.weir.web.audit.AuditTrail;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The links in messages, open to whoever has one: a signature that only Weir can make is what lets in. A GET shows what the link would do and changes
 * nothing, since robots of chats and scanners of mail fetch every link; only the form on that page acts.
 */
final class LinksApi {
    private static final String ROUTE = LinkSigner.PATH + "{token}";

    private final Rules rules;
    private final AuditTrail audit;
    private final Clock clock;

    LinksApi(Rules rules, AuditTrail audit, Clock clock) {
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.openGet(ROUTE, this::look);
        routes.openPost(ROUTE, this::act);
    }

    private void look(Context context) {
        answer(context, rules.onCall().links().look(context.pathParam("token")));
    }

    private void act(Context context) {
        String name = context.formParam("name");
        LinkState state = rules.onCall().links().act(context.pathParam("token"), name == null ? "" : name);
        if (state instanceof LinkState.Done done) {
            note(context, done, name == null ? "" : name.strip());
        }
        answer(context, state);
    }

    private void note(Context context, LinkState.Done done, String name) {
        String what = done.link().action() == LinkAction.ACKNOWLEDGE
                ? "acknowledge event by link"
                : "silence event by link until it is over";
        List<Event> events = done.events();
        String subject = events.stream().map(Event::id).limit(20).collect(Collectors.joining(", "))
                + (events.size() > 20 ? " and " + (events.size() - 20) + " more" : "")
                + " (notification " + done.link().notificationId() + " to " + done.receiver() + ")";
        audit.add(new AuditEntry(
                clock.instant(),
                name.isEmpty() ? "(link)" : "(link) " + name.substring(0, Math.min(100, name.length())),
                what,
                subject,
                "ok",
                context.ip()));
    }

    private static void answer(Context context, LinkState state) {
        String language = context.header("Accept-Language");
        boolean chinese = language != null && language.startsWith("zh");
        // What leads here is as good as a key until it is used.
        context.header("Referrer-Policy", "no-referrer");
        context.header("X-Robots-Tag", "noindex, nofollow");
        context.status(status(state)).contentType("text/html; charset=utf-8").result(new LinkPage(chinese).html(state));
    }

    private static int status(LinkState state) {
        if (state instanceof LinkState.Unknown) {
            return 404;
        }
        return state instanceof LinkState.Open || state instanceof LinkState.Done ? 200 : 410;
    }
}
