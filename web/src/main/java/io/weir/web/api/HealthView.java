package io.weir.web.api;

import io.weir.diagnosis.health.JobHealth;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code JobHealth} of openapi.yaml. */
record HealthView(@Nullable Integer score, Instant from, Instant to, List<GroupView> groups) {
    record GroupView(
            String group, boolean assessed, @Nullable Text missing, int points, List<JobHealth.Deduction> deductions) {
        static GroupView of(JobHealth.Assessment assessment) {
            return new GroupView(
                    SceneView.word(assessment.group()),
                    assessment.assessed(),
                    assessment.missing(),
                    assessment.points(),
                    assessment.deductions());
        }
    }

    static HealthView of(JobHealth health) {
        return new HealthView(
                health.score(),
                health.from(),
                health.to(),
                health.groups().stream().map(GroupView::of).toList());
    }
}
