package io.weir.rules.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of Alertmanager's timeinterval_test.go, rebuilt, and when an interval ends. */
class TimeIntervalsTest {
    private static final String OFFICE =
            "{times: [{start_time: '09:00', end_time: '17:00'}], weekdays: ['monday:friday']}";
    private static final String EASTER = "{days_of_month: ['4:6'], months: ['april'], years: ['2020']}";
    private static final String LAST_DAYS = "{days_of_month: ['-3:-1']}";
    private static final String JUNE = "{months: [6], days_of_month: ['-31:-1']}";
    private static final String SYDNEY =
            "{times: [{start_time: '09:00', end_time: '17:00'}], weekdays: ['monday:friday'], location: Australia/Sydney}";
    private static final String QUARTER = "{weekdays: ['monday:friday', sunday], months: ['january:march'],"
            + " days_of_month: ['-7:-1'], years: ['2020:2025', '2030:2035'],"
            + " times: [{start_time: '09:00', end_time: '17:00'}]}";

    private static TimeIntervals of(String... intervals) {
        List<RoutingFault> faults = new ArrayList<>();
        String yaml = "{name: n, time_intervals: [" + String.join(", ", intervals) + "]}";
        TimeIntervals read =
                new IntervalReader(faults).named(YamlTree.parse(yaml).json(), "time_intervals[0]");
        assertThat(faults).isEmpty();
        return read;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                | 2006-01-02T15:04:00Z      | true",
                OFFICE + "         | 2020-05-04T15:04:00Z      | true",
                OFFICE + "         | 2020-06-09T09:04:00Z      | true",
                OFFICE + "         | 2020-07-08T09:00:00Z      | true",
                OFFICE + "         | 2020-07-08T16:59:59Z      | true",
                OFFICE + "         | 2020-07-08T17:00:00Z      | false",
                OFFICE + "         | 2020-05-03T15:04:00Z      | false",
                OFFICE + "         | 2020-05-04T08:59:00Z      | false",
                EASTER + "         | 2020-04-04T15:04:00Z      | true",
                EASTER + "         | 2020-04-06T23:05:00Z      | true",
                EASTER + "         | 2020-04-03T23:59:00Z      | false",
                EASTER + "         | 2020-04-07T00:00:00Z      | false",
                EASTER + "         | 2019-04-06T23:59:00Z      | false",
                LAST_DAYS + "      | 2020-01-31T15:04:00Z      | true",
                LAST_DAYS + "      | 2020-01-29T15:04:00Z      | true",
                LAST_DAYS + "      | 2020-02-29T23:05:00Z      | true",
                LAST_DAYS + "      | 2020-06-30T00:00:00Z      | true",
                LAST_DAYS + "      | 2020-01-27T15:04:00Z      | false",
                LAST_DAYS + "      | 2020-03-01T00:00:00Z      | false",
                JUNE + "           | 2020-06-01T00:00:00Z      | true",
                JUNE + "           | 2020-06-30T00:00:00Z      | true",
                JUNE + "           | 2020-05-31T00:00:00Z      | false",
                JUNE + "           | 2020-07-01T00:00:00Z      | false",
                SYDNEY + "         | 2021-04-06T13:00:00+10:00 | true",
                SYDNEY + "         | 2021-04-06T13:00:00Z      | false",
                SYDNEY + "         | 2021-10-31T22:00:00Z      | true",
                SYDNEY + "         | 2021-10-31T21:00:00Z      | false",
                QUARTER + "        | 2021-01-27T09:00:00Z      | true",
                QUARTER + "        | 2025-03-31T13:00:00Z      | true",
                QUARTER + "        | 2035-01-31T13:00:00Z      | true",
                QUARTER + "        | 2021-01-30T13:00:00Z      | false",
                QUARTER + "        | 2021-04-01T13:00:00Z      | false",
                QUARTER + "        | 2026-01-30T13:00:00Z      | false",
                QUARTER + "        | 2035-01-31T17:01:00Z      | false",
            })
    void momentIsInAnIntervalWhenEveryPartHasIt(String interval, String moment, boolean contained) {
        assertThat(of(interval).contains(Instant.parse(moment))).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{times: [{start_time: '17:31', end_time: '17:31'}]}",
                "{times: [{start_time: '12:30', end_time: '24:01'}]}",
                "{times: [{start_time: '09:30', end_time: '07:41'}]}",
                "{times: [{start_time: '24:00', end_time: '17:41'}]}",
                "{times: [{start_time: '14:03'}]}",
                "{times: [{start_time: '01:99', end_time: '23:59'}]}",
                "{times: [{start_time: '9:00', end_time: '10:00'}]}",
                "{weekdays: ['friday:monday']}",
                "{weekdays: ['blurgsday:flurgsday']}",
                "{weekdays: ['1:3']}",
                "{weekdays: []}",
                "{days_of_month: ['0']}",
                "{days_of_month: ['-50:-20']}",
                "{days_of_month: ['1:10000']}",
                "{days_of_month: ['5:3']}",
                "{days_of_month: ['-3:5']}",
                "{days_of_month: ['25:-25']}",
                "{days_of_month: ['1:2:3']}",
                "{months: ['december:january']}",
                "{months: [thermidor]}",
                "{months: [13]}",
                "{years: ['2021:2020']}",
                "{years: [soon]}",
                "{location: Middle/Earth}",
                "{location: '+08:00'}",
                "{hours: [1]}",
            })
    void intervalThatMakesNoSenseIsAFault(String interval) {
        List<RoutingFault> faults = new ArrayList<>();
        String yaml = "{name: n, time_intervals: [" + interval + "]}";

        new IntervalReader(faults).named(YamlTree.parse(yaml).json(), "time_intervals[0]");

        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).place()).startsWith("time_intervals[0].time_intervals[0]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                OFFICE + "  | 2020-07-08T12:34:56Z | 2020-07-08T17:00:00Z",
                OFFICE + "  | 2020-07-08T20:00:00Z | 2020-07-08T20:00:00Z",
                EASTER + "  | 2020-04-04T10:00:00Z | 2020-04-07T00:00:00Z",
                SYDNEY + "  | 2021-10-31T22:00:00Z | 2021-11-01T06:00:00Z",
                // Clocks go forward at 02:00 in this night, so that 02:30 is never shown.
                "{times: [{start_time: '01:00', end_time: '02:30'}], location: Europe/Berlin} | 2026-03-29T00:30:00Z |"
                        + " 2026-03-29T01:00:00Z",
                // Clocks go back at 03:00 in this one: 02:30 comes twice, and the interval ends with each.
                "{times: [{start_time: '02:00', end_time: '02:30'}], location: Europe/Berlin} | 2026-10-25T00:10:00Z |"
                        + " 2026-10-25T00:30:00Z",
                "{times: [{start_time: '02:00', end_time: '02:30'}], location: Europe/Berlin} | 2026-10-25T01:10:00Z |"
                        + " 2026-10-25T01:30:00Z",
            })
    void endIsTheFirstMomentAfterIt(String interval, String from, String end) {
        assertThat(of(interval).endAfter(Instant.parse(from))).contains(Instant.parse(end));
    }

    @Test
    void intervalsThatTouchEndTogether() {
        TimeIntervals night = of(
                "{times: [{start_time: '22:00', end_time: '24:00'}]}",
                "{times: [{start_time: '00:00', end_time: '06:00'}]}");

        assertThat(night.endAfter(Instant.parse("2020-07-08T23:00:00Z")))
                .contains(Instant.parse("2020-07-09T06:00:00Z"));
        assertThat(night.startAfter(Instant.parse("2020-07-09T07:00:00Z")))
                .contains(Instant.parse("2020-07-09T22:00:00Z"));
    }

    @Test
    void whatNeverEndsHasNoEnd() {
        assertThat(of("{}").endAfter(Instant.parse("2020-07-08T23:00:00Z"))).isEmpty();
        assertThat(of(EASTER).startAfter(Instant.parse("2021-01-01T00:00:00Z"))).isEmpty();
        assertThat(of().contains(Instant.parse("2020-07-08T23:00:00Z"))).isFalse();
    }

    @Test
    void endAndStartAgreeWithContains() {
        Random random = new Random(5);
        List<TimeIntervals> all = List.of(
                of(OFFICE), of(LAST_DAYS), of(SYDNEY), of(OFFICE, LAST_DAYS), of("{weekdays: [saturday, sunday]}"));
        for (int i = 0; i < 500; i++) {
            TimeIntervals intervals = all.get(random.nextInt(all.size()));
            Instant from = Instant.ofEpochSecond(1_600_000_000L + random.nextInt(200_000_000));
            Instant end = intervals.endAfter(from).orElseThrow();
            assertThat(intervals.contains(end)).isFalse();
            assertThat(!end.isAfter(from) || intervals.contains(end.minusMillis(1)))
                    .isTrue();
            Instant start = intervals.startAfter(from).orElseThrow();
            assertThat(intervals.contains(start)).isTrue();
            assertThat(!start.isAfter(from) || !intervals.contains(start.minusMillis(1)))
                    .isTrue();
        }
    }
}
