package io.weir.diagnosis.incident;

import io.weir.diagnosis.finding.Answer;
import io.weir.diagnosis.finding.Finding;
import io.weir.diagnosis.finding.Question;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks diagnosis about open incidents: soon after they change, then again and again, ever more seldom, since evidence comes in late. It is asked
 * on one thread of its own.
 */
final class Investigation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Investigation.class);

    /** Between two looks, since the last change; the last one goes on. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5));

    private static final Duration BEFORE = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_QUESTIONS = 4;

    /** What came of a look. */
    record Outcome(List<Found> findings, List<Incident.Unread> unread) {}

    private record Due(Instant at, int looks) {}

    private final Function<Question, Answer> diagnose;
    private final BiConsumer<String, Outcome> found;
    private final Clock clock;
    private final Map<String, Due> due = new HashMap<>();
    private final Set<String> running = new LinkedHashSet<>();
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(100), task -> {
                Thread thread = new Thread(task, "weir-investigation");
                thread.setDaemon(true);
                return thread;
            });

    Investigation(Function<Question, Answer> diagnose, BiConsumer<String, Outcome> found, Clock clock) {
        this.diagnose = diagnose;
        this.found = found;
        this.clock = clock;
    }

    /** An incident grew: it is looked at soon. */
    synchronized void changed(String incidentId) {
        due.put(incidentId, new Due(clock.instant().plus(PAUSES.get(0)), 0));
    }

    /** Looks at an open incident if it is time to. */
    synchronized void look(Incident incident) {
        Due next = due.computeIfAbsent(incident.id(), id -> new Due(clock.instant(), 0));
        if (next.at().isAfter(clock.instant()) || running.contains(incident.id())) {
            return;
        }
        int looks = Math.min(next.looks() + 1, PAUSES.size() - 1);
        due.put(incident.id(), new Due(clock.instant().plus(PAUSES.get(looks)), looks));
        submit(incident);
    }

    /** Looks once more at one that was closed. */
    synchronized void last(Incident incident) {
        due.remove(incident.id());
        submit(incident);
    }

    private void submit(Incident incident) {
        try {
            running.add(incident.id());
            pool.execute(() -> {
                try {
                    found.accept(incident.id(), ask(incident));
                } catch (RuntimeException | StackOverflowError e) {
                    LOG.warn("Incident {} could not be diagnosed; it is tried again later", incident.id(), e);
                } finally {
                    synchronized (this) {
                        running.remove(incident.id());
                    }
                }
            });
        } catch (RejectedExecutionException e) {
            // Its next turn comes.
            running.remove(incident.id());
        }
    }

    private Outcome ask(Incident incident) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        Map<String, Incident.Unread> unread = new LinkedHashMap<>();
        for (Question question : questions(incident)) {
            Answer answer = diagnose.apply(question);
            answer.findings().forEach(finding -> findings.putIfAbsent(finding.id(), finding));
            answer.unread()
                    .forEach(each -> unread.putIfAbsent(each.source(), new Incident.Unread(each.source(), each.why())));
        }
        List<Found> sorted = findings.values().stream()
                .filter(new Relevance(incident)::of)
                .sorted(Finding.FIRST_TO_READ)
                .limit(Incident.MOST_FINDINGS)
                .map(Found::of)
                .toList();
        return new Outcome(sorted, List.copyOf(unread.values()));
    }

    /** About each job in trouble, or the cluster where none is or the trouble is of more than a job. */
    List<Question> questions(Incident incident) {
        Instant to = clock.instant().plusSeconds(1);
        Instant from = incident.since().minus(BEFORE);
        Instant first = from.isBefore(to.minus(LONGEST)) ? to.minus(LONGEST) : from;
        List<Question> questions = new ArrayList<>();
        for (String cluster : incident.clusters()) {
            Set<@Nullable String> jobs = new LinkedHashSet<>();
            for (Member member : incident.members()) {
                if (member.cluster().equals(cluster)) {
                    jobs.add(member.jobId());
                }
            }
            if (jobs.contains(null)) {
                questions.add(new Question(cluster, null, null, first, to));
            } else {
                jobs.forEach(job -> questions.add(new Question(cluster, job, null, first, to)));
            }
        }
        return questions.stream().limit(MOST_QUESTIONS).toList();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
