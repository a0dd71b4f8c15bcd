package io.weir.diagnosis.exit;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.metric.Labels;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.fact.LogText;
import io.weir.diagnosis.finding.Bearing;
import io.weir.diagnosis.finding.Confidence;
import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.finding.Finding;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.finding.Said;
import io.weir.diagnosis.index.Hit;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.promql.QueryException;
import io.weir.rules.promql.QueryResult;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Findings on processes that live and do no work: they serve their metrics, but a TaskManager is not registered with its JobManager, or a JobManager does
 * not answer its REST API. What a cluster says of itself is as of now, so only questions about now find any. Thread-safe.
 */
public final class ZombieFindings {
    /** The kind of these findings. */
    public static final String KIND = "zombie";

    private static final Logger LOG = LoggerFactory.getLogger(ZombieFindings.class);

    /** A process that just began has not registered yet, and one that just died was scraped a moment ago. */
    private static final Duration STEADY = Duration.ofSeconds(40);

    private static final Duration SUCCESSOR = Duration.ofMinutes(3);

    private static final String WHY =
            "\"Could not resolve ResourceManager\" OR \"Registration at ResourceManager\" OR \"Could not register at the ResourceManager\""
                    + " OR \"Could not resolve TaskExecutor\" OR \"Connecting to ResourceManager\" OR \"maximum registration duration\""
                    + " OR \"RegistrationTimeoutException\" OR \"Association with remote system\" OR \"lost leadership\"";

    private final Facts facts;

    /** Over some facts. */
    public ZombieFindings(Facts facts) {
        this.facts = facts;
    }

    /** One finding for each process that lives and does no work. */
    public List<Finding> of(Question question) {
        Optional<ClusterState> cluster = facts.cluster(question.cluster());
        if (cluster.isEmpty() || !facts.isNow(question.to())) {
            return List.of();
        }
        Instant steady = question.to().minus(STEADY);
        Reachability reachability = cluster.get().reachability();
        if (reachability instanceof Reachability.Unknown unknown) {
            return unknown.since().isAfter(steady) ? List.of() : jobManagers(question, unknown);
        }
        return reachability.since().isAfter(steady) ? List.of() : taskManagers(question, cluster.get());
    }

    private List<Finding> taskManagers(Question question, ClusterState cluster) {
        List<Finding> findings = new ArrayList<>();
        for (Labels labels : alive("flink_taskmanager_Status_JVM_Memory_Heap_Used", question)) {
            String id = spelled(text(labels, "tm_id"));
            String process = text(labels, "process");
            boolean known = cluster.taskManagers().stream()
                    .map(TaskManager::id)
                    .anyMatch(each -> spelled(each).equals(id) || each.equals(process));
            if (!id.isEmpty() && !process.isEmpty() && !known && !hasEnded(process, question)) {
                findings.add(finding(
                        question,
                        process,
                        "flink_taskmanager_Status_JVM_Memory_Heap_Used",
                        new Text(
                                process + " lives, but its JobManager does not know it: its slots are lost",
                                process + " 进程存活，但 JobManager 不认识它：其 slot 不可用"),
                        new Text(
                                "it lost its registration, or never got one: the JobManager's address, the network between them, or a long pause",
                                "其注册已丢失或从未成功：JobManager 地址、两者之间的网络，或长时间停顿"),
                        question.to().minus(STEADY)));
            }
        }
        return findings;
    }

    /** What answers by the name of a process that ended is its successor, which has not registered yet. */
    private boolean hasEnded(String process, Question question) {
        return facts.exits(question.cluster(), question.to().minus(SUCCESSOR), question.to()).stream()
                .anyMatch(end -> end.process().equals(process));
    }

    private List<Finding> jobManagers(Question question, Reachability.Unknown unknown) {
        List<Finding> findings = new ArrayList<>();
        for (Labels labels : alive("flink_jobmanager_Status_JVM_Memory_Heap_Used", question)) {
            String process = text(labels, "process");
            if (!process.isEmpty() && !hasEnded(process, question)) {
                findings.add(finding(
                        question,
                        process,
                        "flink_jobmanager_Status_JVM_Memory_Heap_Used",
                        new Text(
                                process + " lives, but its REST API does not answer: " + unknown.reason(),
                                process + " 进程存活，但其 REST API 无响应：" + unknown.reason()),
                        new Text(
                                "its REST endpoint hangs or its address is wrong: " + unknown.reason(),
                                "其 REST 端点卡住或地址有误：" + unknown.reason()),
                        unknown.since()));
            }
        }
        return findings;
    }

    /** The series of a metric that has been scraped throughout: at the beginning of the last minute and at its end. */
    private List<Labels> alive(String metric, Question question) {
        String of = metric + "{cluster=\""
                + question.cluster().replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        List<Labels> alive = new ArrayList<>();
        try {
            String expression = "count_over_time(" + of + "[20s]) and count_over_time(" + of + "[20s] offset 40s)";
            if (facts.promQl().query(expression, question.to()) instanceof QueryResult.InstantVector vector) {
                vector.elements().forEach(element -> alive.add(element.labels()));
            }
        } catch (QueryException e) {
            LOG.debug("which processes live could not be read", e);
        }
        return alive;
    }

    private Finding finding(
            Question question, String process, String metric, Text title, Text otherwise, Instant from) {
        List<Hit> hits = LogText.newest(
                facts, LogText.within(WHY, question.cluster(), process), question.from(), question.to(), 1);
        Subject subject = new Subject(question.cluster(), null, null, process, null, null);
        Evidence.Metric scraped = new Evidence.Metric(
                metric + "{cluster=\"" + question.cluster() + "\",process=\"" + process + "\"}",
                1,
                from,
                question.to(),
                process + " is scraped, and so it lives");
        List<Evidence> evidence = new ArrayList<>();
        hits.forEach(hit -> evidence.add(LogText.evidence(hit, "")));
        evidence.add(scraped);
        Text cause = hits.isEmpty()
                ? otherwise
                : new Text(evidence.get(0).text(), evidence.get(0).text());
        return new Finding(
                Finding.id(KIND, subject, ""),
                KIND,
                subject,
                Bearing.CAUSE,
                hits.isEmpty() ? Confidence.LIKELY : Confidence.CERTAIN,
                Severity.CRITICAL,
                new Said(
                        title,
                        cause,
                        new Text(
                                "Nothing is processed on it, though whoever looks at processes alone calls it healthy.",
                                "其上不处理任何数据，而仅检查进程的监控会认为它健康。"),
                        new Text(
                                "Look at what its log says of the connection; a restart of this process alone makes it register anew.",
                                "查看其日志中关于连接的信息；仅重启该进程即可重新注册。")),
                evidence,
                from,
                question.to());
    }

    private static String text(Labels labels, String name) {
        String value = labels.get(name);
        return value == null ? "" : value;
    }

    /** As the reporter spells ids: all but letters, digits, colons and underscores replaced. */
    private static String spelled(String id) {
        return id.replaceAll("[^a-zA-Z0-9:_]", "_");
    }
}
