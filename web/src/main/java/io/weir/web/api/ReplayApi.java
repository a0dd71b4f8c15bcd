package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.rules.Rules;
import io.weir.rules.promql.Durations;
import io.weir.rules.replay.FileAlert;
import io.weir.rules.replay.ReplayException;
import io.weir.rules.replay.ReplayRequest;
import io.weir.rules.replay.Replayed;
import io.weir.rules.replay.Replays;
import io.weir.rules.rulefile.RuleFile;
import io.weir.rules.rulefile.RuleFileException;
import io.weir.web.app.config.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Replays of rules over history. */
final class ReplayApi {
    private record Wanted(
            @Nullable String rule,
            @Nullable String file,
            @Nullable String alert,
            @Nullable String from,
            @Nullable String to,
            @Nullable String step,
            @Nullable Map<String, String> set,
            @Nullable String suggest,
            @Nullable List<String> against,
            @Nullable List<String> marked) {}

    private final Rules rules;
    private final Clock clock;

    ReplayApi(Rules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.post("/api/v1/rules/replay", this::ask);
        routes.get(
                "/api/v1/rules/replays",
                context -> Answer.data(
                        context,
                        rules.replays().all().stream()
                                .map(status -> ReplayView.of(status, false))
                                .toList()));
        routes.get("/api/v1/rules/replays/{id}", this::find);
        routes.delete("/api/v1/rules/replays/{id}", this::cancel);
    }

    private void ask(Context context) {
        Wanted wanted = JsonBody.read(context, Wanted.class);
        Replays.Status status;
        try {
            status = rules.replays().ask(request(wanted));
        } catch (ReplayException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
        Answer.data(context.status(202), ReplayView.of(status, false));
    }

    private ReplayRequest request(Wanted wanted) {
        Instant now = clock.instant();
        Instant from = time("from", wanted.from(), now);
        Instant to = wanted.to() == null ? now : time("to", wanted.to(), now);
        Replayed rule = rule(wanted);
        return new ReplayRequest(
                rule,
                from,
                to.isAfter(now) ? now : to,
                wanted.step() == null ? step(from, to) : step(wanted.step()),
                Objects.requireNonNullElse(wanted.set(), Map.of()),
                suggest(wanted, rule),
                Objects.requireNonNullElse(wanted.against(), List.of()),
                Objects.requireNonNullElse(wanted.marked(), List.of()));
    }

    /** Without a name it is the number that the rule's finding is compared with. */
    private static @Nullable String suggest(Wanted wanted, Replayed rule) {
        String name = wanted.suggest();
        if (name == null || !name.isEmpty()) {
            return name;
        }
        String threshold = rule.threshold();
        if (threshold == null) {
            throw ApiException.badData("the rule has no threshold; name the parameter to suggest");
        }
        return threshold;
    }

    private Replayed rule(Wanted wanted) {
        String file = wanted.file();
        if (file != null) {
            try {
                RuleFile read = RuleFile.parse("file", file);
                return new FileAlert(alert(wanted, FileAlert.names(read.groups())), read.groups());
            } catch (RuleFileException e) {
                throw ApiException.badData(String.join("\n", e.faults()));
            }
        }
        String rule = wanted.rule();
        if (rule == null || rule.isBlank()) {
            throw ApiException.badData("rule is missing; write a rule's name, or file with the text of a rule file");
        }
        return rules.replayed(rule)
                .orElseThrow(() -> ApiException.badData(
                        "there is no rule \"" + rule + "\" to replay; see /api/v1/rules and /prometheus/api/v1/rules"));
    }

    private static String alert(Wanted wanted, List<String> names) {
        String alert = wanted.alert();
        if (alert != null) {
            return alert;
        }
        if (names.size() != 1) {
            throw ApiException.badData("the file has " + names.size() + " alerts"
                    + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")") + "; name one with alert");
        }
        return names.get(0);
    }

    private static Instant time(String name, @Nullable String text, Instant now) {
        if (text == null || text.isBlank()) {
            throw ApiException.badData(name + " is missing; write for example now-1d");
        }
        try {
            return Moments.parse(text, now);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData(name + " " + e.getMessage());
        }
    }

    private static Duration step(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData("step: " + e.getMessage());
        }
    }

    /** As rules are evaluated live; over a long range longer, so that it ends within minutes. */
    private Duration step(Instant from, Instant to) {
        Duration step = rules.evaluationInterval();
        if (step.compareTo(Duration.ofSeconds(1)) < 0) {
            step = Duration.ofSeconds(1);
        }
        Duration range = Duration.between(from, to);
        while (range.toMillis() / step.toMillis() > 20_000) {
            step = step.multipliedBy(2);
        }
        return step;
    }

    private void find(Context context) {
        String id = context.pathParam("id");
        Answer.data(
                context,
                rules.replays()
                        .find(id)
                        .map(status -> ReplayView.of(status, true))
                        .orElseThrow(() -> ApiException.notFound(
                                "there is no replay " + id + "; only the last ones are remembered")));
    }

    private void cancel(Context context) {
        String id = context.pathParam("id");
        if (!rules.replays().cancel(id)) {
            throw ApiException.notFound("there is no replay " + id + " that waits or runs");
        }
        Answer.done(context);
    }
}
