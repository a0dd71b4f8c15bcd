package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.diagnosis.consult.ConsultingRoom;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.signature.QuickReport;
import io.weir.diagnosis.signature.SignatureException;
import io.weir.rules.rule.Text;
import io.weir.web.api.FindingView.AnswerView;
import io.weir.web.api.FindingView.EvidenceView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verdicts and quick diagnosis. */
final class DiagnosisApi {
    private static final Duration DEFAULT_RANGE = Duration.ofMinutes(30);

    private record QuickView(
            List<ResultView> results,
            List<QuickReport.Hidden> hidden,
            @Nullable String partial) {}

    private record ResultView(String signature, Text title, long total, List<ProcessView> processes) {}

    private record ProcessView(
            String process,
            int count,
            Instant first,
            Instant last,
            List<QuickReport.Cause> causes,
            List<MatchView> hits) {}

    private record MatchView(EvidenceView line, String cause) {}

    private final ConsultingRoom room;
    private final Clock clock;

    DiagnosisApi(ConsultingRoom room, Clock clock) {
        this.room = room;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v1/diagnosis/findings", this::findings);
        routes.get("/api/v1/diagnosis/quick", this::quick);
    }

    private void findings(Context context) {
        Answer.data(context, AnswerView.of(room.diagnose(question(context))));
    }

    private void quick(Context context) {
        String ids = Parameters.text(context, "signatures");
        if (ids == null) {
            throw ApiException.badData("signatures is missing; name some, with commas between");
        }
        try {
            Answer.data(
                    context,
                    view(room.quick(
                            Arrays.stream(ids.split(",")).map(String::strip).toList(), question(context))));
        } catch (SignatureException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
    }

    private Question question(Context context) {
        String cluster = Parameters.text(context, "cluster");
        if (cluster == null) {
            throw ApiException.badData("cluster is missing");
        }
        Instant now = clock.instant();
        Instant to = Parameters.time(context, "to", now, now.plusMillis(1));
        Instant from = Parameters.time(context, "from", now, to.minus(DEFAULT_RANGE));
        try {
            return new Question(
                    cluster, Parameters.text(context, "job"), Parameters.text(context, "process"), from, to);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
    }

    private static QuickView view(QuickReport report) {
        return new QuickView(
                report.results().stream().map(DiagnosisApi::view).toList(), report.hidden(), report.partial());
    }

    private static ResultView view(QuickReport.Result result) {
        return new ResultView(
                result.signature().id(),
                result.signature().title(),
                result.total(),
                result.processes().stream()
                        .map(each -> new ProcessView(
                                each.process(),
                                each.count(),
                                each.first(),
                                each.last(),
                                each.causes(),
                                each.hits().stream()
                                        .map(hit -> new MatchView(EvidenceView.of(hit.line()), hit.cause()))
                                        .toList()))
                        .toList());
    }
}
