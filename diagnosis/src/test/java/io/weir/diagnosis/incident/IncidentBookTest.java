package io.weir.diagnosis.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.diagnosis.TestClock;
import io.weir.diagnosis.finding.Bearing;
import io.weir.diagnosis.finding.Confidence;
import io.weir.rules.event.Event;
import io.weir.rules.event.Handling;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentBookTest {
    private static final Instant AT = Troubles.AT;

    private final TestClock clock = new TestClock(AT);
    private final IncidentStore store = new MemoryIncidentStore();
    private final IncidentBook book = new IncidentBook(IncidentConfig.DEFAULTS, store, Troubles.NOTHING, clock);

    private Incident heard(Event event, Traits traits) {
        return book.heard(event, traits, null).orElseThrow();
    }

    private List<Incident> all() {
        return store.page(new IncidentQuery(null, null, null, null, null, null, null, 100))
                .incidents();
    }

    private Event failed(String id) {
        return Troubles.ofJob(id, "JobFailed", "orders", clock.instant());
    }

    @Test
    void anEventOpensAnIncidentThatSaysWhatItSays() {
        Incident incident = heard(failed("e1"), Troubles.job("c", "orders"));

        assertThat(incident.state()).isEqualTo(IncidentState.OPEN);
        assertThat(incident.summary()).isEqualTo(new Text("JobFailed of orders", "JobFailed：orders"));
        assertThat(incident.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(incident.affected().jobs())
                .extracting(Incident.AffectedJob::name)
                .containsExactly("orders");
        assertThat(store.timeline(incident.id()))
                .extracting(TimelineEntry::kind)
                .containsExactly(TimelineEntry.Kind.EVENT);
    }

    @Test
    void eventsOfOneJobAreOneIncidentHoweverFarApartWhileItIsOpen() {
        Incident first = heard(failed("e1"), Troubles.job("c", "orders"));
        clock.advance(Duration.ofHours(3));
        Incident second =
                heard(Troubles.ofJob("e2", "CheckpointFailed", "orders", clock.instant()), Troubles.job("c", "orders"));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.members())
                .extracting(Member::joined)
                .containsExactly(Member.Link.FIRST, Member.Link.SAME_JOB);
    }

    @ParameterizedTest
    @CsvSource({"30,true", "119,true", "600,false"})
    void theJobsOfAProcessThatEndedJoinItWithinTwoMinutes(int seconds, boolean together) {
        heard(
                Troubles.ofProcess("e1", "TaskManagerExitedAbnormally", "taskmanager-1", AT),
                Troubles.process("c", "taskmanager-1", "orders", "payments"));
        clock.advance(Duration.ofSeconds(seconds));
        heard(failed("e2"), Troubles.job("c", "orders"));

        assertThat(all()).hasSize(together ? 1 : 2);
    }

    @Test
    void aJobThatFailedByItsOwnCodeHasNothingToDoWithTheProcess() {
        heard(
                Troubles.ofProcess("e1", "TaskManagerExitedAbnormally", "taskmanager-1", AT),
                Troubles.process("c", "taskmanager-1", "orders"));
        clock.advance(Duration.ofSeconds(1));
        heard(failed("e2"), Troubles.job("c", "orders", "illegal argument"));

        assertThat(all()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"10,1", "31,2"})
    void aJobMayNoticeTheDeathOfItsProcessSoonerButNotLongBefore(int seconds, int incidents) {
        heard(failed("e1"), Troubles.job("c", "orders"));
        clock.advance(Duration.ofSeconds(seconds));
        heard(
                Troubles.ofProcess("e2", "TaskManagerExitedAbnormally", "taskmanager-1", clock.instant()),
                Troubles.process("c", "taskmanager-1", "orders"));

        assertThat(all()).hasSize(incidents);
    }

    @Test
    void aJobThatDidNotRunOnTheProcessIsAnotherProblem() {
        heard(
                Troubles.ofProcess("e1", "TaskManagerExitedAbnormally", "taskmanager-1", AT),
                Troubles.process("c", "taskmanager-1", "payments"));
        heard(failed("e2"), Troubles.job("c", "orders"));

        assertThat(all()).hasSize(2);
    }

    @Test
    void jobsOfOneProcessAndOneOfAnotherClusterWithTheSameNameAreApart() {
        heard(Troubles.ofJob("e1", "JobFailed", "orders", AT), Troubles.job("c", "orders"));
        heard(
                Troubles.event("e2", "JobFailed", Severity.CRITICAL, "d", "orders", null, AT),
                Troubles.job("d", "orders"));

        assertThat(all()).hasSize(2);
    }

    @Test
    void theSameExceptionAcrossClustersIsOneProblem() {
        heard(Troubles.ofJob("e1", "JobFailed", "orders", AT), Troubles.job("c", "orders", "kafka timed out"));
        heard(
                Troubles.event("e2", "JobFailed", Severity.CRITICAL, "d", "bills", null, AT),
                Troubles.job("d", "bills", "kafka timed out"));

        assertThat(all()).singleElement().satisfies(incident -> {
            assertThat(incident.clusters()).containsExactly("c", "d");
            assertThat(incident.members().get(1).joined()).isEqualTo(Member.Link.SAME_EXCEPTION);
        });
    }

    @Test
    void processesOfOneHostAreOneProblemOnOneCluster() {
        heard(Troubles.ofProcess("e1", "TaskManagerLost", "t1", AT), Troubles.host("c", "t1", "node-1"));
        heard(Troubles.ofProcess("e2", "TaskManagerLost", "t2", AT), Troubles.host("c", "t2", "node-1"));
        heard(Troubles.ofProcess("e3", "TaskManagerLost", "t3", AT), Troubles.host("c", "t3", "node-2"));

        assertThat(all()).hasSize(2);
    }

    @Test
    void theEndOfTheJobManagerExplainsEverythingOnItsCluster() {
        heard(failed("e1"), Troubles.job("c", "orders"));
        heard(Troubles.ofProcess("e2", "TargetDown", "taskmanager-1", AT), Troubles.process("c", "taskmanager-1"));
        assertThat(all()).hasSize(2);
        heard(Troubles.ofProcess("e3", "JobManagerExitedAbnormally", "jobmanager", AT), Troubles.wholeCluster("c"));

        assertThat(all()).singleElement().satisfies(incident -> assertThat(incident.members())
                .extracting(Member::eventId)
                .containsExactlyInAnyOrder("e1", "e2", "e3"));
    }

    @Test
    void incidentsThatTurnOutToBeOneAreMergedWithTheirTimelines() {
        Incident first = heard(failed("e1"), Troubles.job("c", "orders"));
        clock.advance(Duration.ofSeconds(1));
        Incident second =
                heard(Troubles.ofJob("e2", "JobFailed", "payments", clock.instant()), Troubles.job("c", "payments"));
        assertThat(second.id()).isNotEqualTo(first.id());
        clock.advance(Duration.ofSeconds(1));
        Incident third = heard(
                Troubles.ofProcess("e3", "TaskManagerExitedAbnormally", "taskmanager-1", clock.instant()),
                Troubles.process("c", "taskmanager-1", "orders", "payments"));

        assertThat(third.id()).isEqualTo(first.id());
        assertThat(third.members()).hasSize(3);
        Incident merged = store.find(second.id()).orElseThrow();
        assertThat(merged.state()).isEqualTo(IncidentState.MERGED);
        assertThat(merged.mergedInto()).isEqualTo(first.id());
        assertThat(store.ofEvent("e2").orElseThrow().id()).isEqualTo(first.id());
        assertThat(store.timeline(first.id()))
                .anySatisfy(entry -> assertThat(entry.key()).contains("event|e2"));
        assertThat(store.timeline(second.id())).isEmpty();
    }

    @Test
    void itIsClosedAMinuteAfterTheLastOfItsEventsIsOver() {
        Event one = failed("e1");
        Event two = Troubles.ofJob("e2", "CheckpointFailed", "orders", AT);
        heard(one, Troubles.job("c", "orders"));
        heard(two, Troubles.job("c", "orders"));
        heard(one.resolved(AT.plusSeconds(10), "over"), Troubles.job("c", "orders"));
        clock.advance(Duration.ofMinutes(30));
        assertThat(book.settle()).isEmpty();
        heard(two.resolved(clock.instant(), "over"), Troubles.job("c", "orders"));
        clock.advance(Duration.ofSeconds(59));
        assertThat(book.settle()).isEmpty();
        clock.advance(Duration.ofSeconds(1));

        assertThat(book.settle()).singleElement().satisfies(incident -> {
            assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
            assertThat(incident.closedAt()).isEqualTo(clock.instant());
        });
    }

    @Test
    void anEventThatIsARecordKeepsItsIncidentOpenForAMinute() {
        heard(failed("e1").resolved(AT, "a record"), Troubles.job("c", "orders"));
        clock.advance(Duration.ofSeconds(59));
        assertThat(book.settle()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(book.settle()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"59,1,1", "61,2,0"})
    void whatComesBackWithinAnHourReopensIt(int minutes, int incidents, int reopened) {
        heard(failed("e1").resolved(AT, "over"), Troubles.job("c", "orders"));
        clock.advance(Duration.ofMinutes(1));
        assertThat(book.settle()).hasSize(1);
        clock.advance(Duration.ofMinutes(minutes));
        Incident again = heard(failed("e2"), Troubles.job("c", "orders"));

        assertThat(all()).hasSize(incidents);
        assertThat(again.state()).isEqualTo(IncidentState.OPEN);
        assertThat(again.reopened()).isEqualTo(reopened);
    }

    @Test
    void anotherTroubleOfTheJobDoesNotReopenWhatWasOver() {
        heard(failed("e1").resolved(AT, "over"), Troubles.job("c", "orders"));
        clock.advance(Duration.ofMinutes(1));
        assertThat(book.settle()).hasSize(1);
        heard(Troubles.ofJob("e2", "BackpressureSevere", "orders", clock.instant()), Troubles.job("c", "orders"));

        assertThat(all()).hasSize(2);
    }

    @Test
    void whatIsOnlyForInformationOpensNothingAndStandsInTheTimeline() {
        Event recovered = Troubles.event("e2", "JobRecovered", Severity.INFO, "c", "orders", null, AT.plusSeconds(1));
        assertThat(book.heard(recovered, Troubles.job("c", "orders"), null)).isEmpty();
        Incident incident = heard(failed("e1"), Troubles.job("c", "orders"));
        assertThat(book.heard(recovered, Troubles.job("c", "orders"), null)).isPresent();

        assertThat(store.timeline(incident.id())).hasSize(2);
        assertThat(store.find(incident.id()).orElseThrow().members()).hasSize(1);
    }

    @Test
    void aStormHasOneIncidentOfBoundedSize() {
        for (int i = 0; i < Incident.MOST_MEMBERS + 50; i++) {
            heard(Troubles.ofJob("e" + i, "Rule" + i, "orders", clock.instant()), Troubles.job("c", "orders"));
        }

        assertThat(all()).singleElement().satisfies(incident -> {
            assertThat(incident.members()).hasSize(Incident.MOST_MEMBERS);
            assertThat(incident.membersRefused()).isEqualTo(50);
        });

        // One that is only counted is counted once, however often it changes.
        String last = "e" + (Incident.MOST_MEMBERS + 49);
        Incident same = heard(Troubles.ofJob(last, "Rule", "orders", clock.instant()), Troubles.job("c", "orders"));
        assertThat(same.membersRefused()).isEqualTo(50);
    }

    @Test
    void whoTookNoticeIsTold() {
        Event event = failed("e1");
        heard(event, Troubles.job("c", "orders"));
        Handling handling =
                Handling.NONE.acknowledged(new Handling.Acknowledgement("ada", AT.plusSeconds(5), "looking"));
        Incident incident = heard(event.handled(handling), Troubles.job("c", "orders"));

        assertThat(incident.members().get(0).acknowledgedBy()).isEqualTo("ada");
        assertThat(store.timeline(incident.id())).last().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(TimelineEntry.Kind.ACTION);
            assertThat(entry.text().en()).contains("ada").contains("looking");
        });
    }

    @Test
    void whatHappenedJustBeforeIsPartOfTheTimelineAndTheFirstFaultIsNamed() {
        TimelineEntry exit = SignalEntries.entry(
                "c",
                AT.minusSeconds(20),
                TimelineEntry.Kind.PROCESS,
                true,
                null,
                "t1",
                new Text("t1 ended", "t1 退出"),
                null);
        book.happened(exit);
        book.happened(SignalEntries.entry(
                "d", AT, TimelineEntry.Kind.PROCESS, true, null, "t1", new Text("elsewhere", "别处"), null));
        Incident incident = heard(failed("e1"), Troubles.job("c", "orders"));

        assertThat(store.timeline(incident.id()))
                .extracting(TimelineEntry::key)
                .hasSize(2)
                .contains(exit.key());
        assertThat(incident.firstFault()).isEqualTo(exit);
    }

    @Test
    void whatDiagnosisFoundIsItsSentence() {
        Incident incident = heard(failed("e1"), Troubles.job("c", "orders"));
        Text text = new Text("taskmanager-1 ran out of heap.", "taskmanager-1 堆内存耗尽。");
        Found cause = new Found(
                "f1",
                "exit",
                new Subject("c", null, null, "taskmanager-1", null, null),
                Bearing.CAUSE,
                Confidence.CERTAIN,
                Severity.CRITICAL,
                text,
                text,
                text,
                text,
                List.of(),
                AT,
                AT);
        book.found(incident.id(), List.of(cause), List.of(new Incident.Unread("rest", "no answer")));

        Incident after = store.find(incident.id()).orElseThrow();
        assertThat(after.summary().en()).startsWith("taskmanager-1 ran out of heap");
        assertThat(after.findings()).containsExactly(cause);
        assertThat(after.unread()).hasSize(1);
    }
}
