package io.weir.web.api;

import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.incident.Incident;
import io.weir.diagnosis.incident.Member;
import io.weir.diagnosis.incident.TimelineEntry;
import io.weir.rules.Rules;
import io.weir.rules.notify.Decision;
import io.weir.rules.notify.NotifyReason;
import io.weir.rules.rule.Text;
import io.weir.web.audit.AuditEntry;
import io.weir.web.audit.AuditQuery;
import io.weir.web.audit.AuditTrail;
import io.weir.web.audit.NumberedEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What happened around an incident, with what other rooms know of that time: who was told of its events, and what people did to Weir, its rules and its
 * deployments. These are kept where they belong and put together when somebody looks.
 */
final class IncidentTimeline {
    /** A change that was made shortly before may have caused it. */
    private static final Duration LEAD = Duration.ofMinutes(15);

    private static final int MOST_ACTIONS = 200;
    private static final int MOST_TOLD = 500;

    /** What changes how clusters run or how they are watched; logins and the like do not. */
    private static final Pattern ACTION = Pattern.compile(
            ".*(deployment|savepoint|artifact|version).*|drill|reload|set up rule|(create|change|delete) policy|.*routing.*|.*maintenance.*|.*silence");

    private final Rules rules;
    private final Diagnosis diagnosis;
    private final AuditTrail audit;
    private final Clock clock;

    IncidentTimeline(Rules rules, Diagnosis diagnosis, AuditTrail audit, Clock clock) {
        this.rules = rules;
        this.diagnosis = diagnosis;
        this.audit = audit;
        this.clock = clock;
    }

    /** Oldest first. */
    List<TimelineEntry> of(Incident incident) {
        List<TimelineEntry> entries = new ArrayList<>(diagnosis.incidents().timeline(incident.id()));
        incident.members().stream()
                .flatMap(member -> rules.onCall().decisions(member.eventId()).stream()
                        .filter(decision -> decision.reason().told()
                                || decision.reason() == NotifyReason.NOT_DELIVERED
                                || decision.reason() == NotifyReason.ESCALATED)
                        .map(decision -> told(member, decision)))
                .limit(MOST_TOLD)
                .forEach(entries::add);
        Instant closed = incident.closedAt();
        audit
                .find(new AuditQuery(
                        null,
                        null,
                        incident.since().minus(LEAD),
                        closed == null ? clock.instant().plusSeconds(1) : closed,
                        null,
                        1000))
                .stream()
                .filter(numbered -> ACTION.matcher(numbered.entry().action()).matches())
                .limit(MOST_ACTIONS)
                .map(numbered -> action(incident, numbered))
                .forEach(entries::add);
        entries.sort(Comparator.comparing(TimelineEntry::at));
        return entries;
    }

    private static TimelineEntry told(Member member, Decision decision) {
        String to = decision.destination();
        Text text =
                switch (decision.reason()) {
                    case TOLD_RESOLVED ->
                        new Text(
                                to + " was told that " + member.rule() + " is over",
                                "已通知 " + to + "：" + member.rule() + " 已恢复");
                    case TOLD_AGAIN ->
                        new Text(
                                to + " was told of " + member.rule() + " once more",
                                "再次通知 " + to + "：" + member.rule());
                    case IN_DIGEST ->
                        new Text(
                                to + " was told of " + member.rule() + " in a digest",
                                "已在汇总中通知 " + to + "：" + member.rule());
                    case NOT_DELIVERED ->
                        new Text(
                                to + " could not be told of " + member.rule() + ": " + decision.detail(),
                                "未能通知 " + to + "：" + member.rule() + "（" + decision.detail() + "）");
                    case ESCALATED ->
                        new Text(
                                member.rule() + " went on to " + to + ": " + decision.detail(),
                                member.rule() + " 已升级至 " + to + "（" + decision.detail() + "）");
                    default -> new Text(to + " was told of " + member.rule(), "已通知 " + to + "：" + member.rule());
                };
        return new TimelineEntry(
                "told:" + member.eventId() + ":" + to + ":" + decision.reason() + ":" + decision.firstAt(),
                decision.lastAt(),
                TimelineEntry.Kind.NOTIFICATION,
                decision.reason() == NotifyReason.NOT_DELIVERED,
                member.cluster(),
                member.jobId(),
                null,
                text,
                "/events/" + member.eventId());
    }

    private static TimelineEntry action(Incident incident, NumberedEntry numbered) {
        AuditEntry entry = numbered.entry();
        boolean deployment =
                entry.action().contains("deployment") || entry.action().contains("savepoint");
        String outcome = entry.outcome().equals("ok") ? "" : " (" + entry.outcome() + ")";
        return new TimelineEntry(
                "audit:" + numbered.number(),
                entry.at(),
                deployment ? TimelineEntry.Kind.DEPLOYMENT : TimelineEntry.Kind.ACTION,
                false,
                incident.clusters().stream().findFirst().orElse(""),
                null,
                null,
                new Text(
                        entry.actor() + ": " + entry.action() + " " + entry.subject() + outcome,
                        entry.actor() + "：" + entry.action() + " " + entry.subject() + outcome),
                null);
    }
}
