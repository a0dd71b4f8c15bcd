package io.weir.diagnosis.load;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.finding.Finding;
import io.weir.diagnosis.finding.Question;
import java.util.ArrayList;
import java.util.List;

/** Findings on what a job's processes and vertices are busy with. Thread-safe. */
public final class LoadFindings {
    private final Facts facts;

    /** Over some facts. */
    public LoadFindings(Facts facts) {
        this.facts = facts;
    }

    /** Everything found within the question's range. */
    public List<Finding> of(Question question) {
        Figures figures = new Figures(facts, question);
        List<Finding> findings = new ArrayList<>();
        GarbageCollection collection = GarbageCollection.of(facts, figures, question);
        findings.addAll(collection.findings());
        List<Job> jobs = facts.cluster(question.cluster()).map(ClusterState::jobs).orElse(List.of()).stream()
                .filter(job -> question.jobId() == null || question.jobId().equals(job.id()))
                .toList();
        for (Job job : jobs) {
            new BackPressure(facts, figures, question, job, collection)
                    .finding()
                    .ifPresent(findings::add);
            new StuckWatermark(figures, question, job).finding().ifPresent(findings::add);
        }
        findings.addAll(new CpuLoad(facts, figures, question, jobs, collection).findings());
        return findings;
    }
}
