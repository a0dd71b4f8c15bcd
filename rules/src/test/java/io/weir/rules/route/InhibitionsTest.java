package io.weir.rules.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of Alertmanager's inhibit/inhibit_test.go, rebuilt. */
class InhibitionsTest {
    private static InhibitRule rule(String source, String target, String... equal) {
        return new InhibitRule(null, Matchers.parse(source), Matchers.parse(target), List.of(equal));
    }

    private static Map<String, String> labels(String text) {
        return Matchers.parse(text).all().stream()
                .collect(java.util.stream.Collectors.toMap(matcher -> matcher.name(), matcher -> matcher.value()));
    }

    private static Inhibitions twoRules(String firstTarget) {
        Inhibitions inhibitions = new Inhibitions(List.of(rule("s1=1", firstTarget, "e"), rule("s2=1", "t2=1", "e")));
        inhibitions.fired("one", labels("s1=1,t1=2,e=1"));
        inhibitions.fired("both sides of the second", labels("s2=1,t2=1,e=1"));
        return inhibitions;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t1=1,e=1       | true",
                "t2=1,e=1       | true",
                "t1=1,t3=1,e=1  | true",
                "t1=1,t2=1,e=1  | true",
                "t1=0,e=1       | false",
                // It matches both sides of the first rule, but its source only one.
                "s1=1,t1=1,e=1  | true",
                // It and its source match both sides of the second.
                "s2=1,t2=1,e=1  | false",
                "t1=1,e=0       | false",
            })
    void targetIsInhibitedWhileASourceFires(String target, boolean inhibited) {
        assertThat(twoRules("t1=1").inhibiting(labels(target)).isPresent()).isEqualTo(inhibited);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t1=1,e=1       | false",
                "t2=1,e=1       | true",
                "t1=1,t2=1,e=1  | true",
                "t1=0,e=1       | true",
                "s1=1,t1=1,e=1  | false",
                "s2=1,t2=1,e=1  | true",
                "t1=1,e=0       | false",
            })
    void targetMayBeWhatDoesNotMatch(String target, boolean inhibited) {
        assertThat(twoRules("t1!=1").inhibiting(labels(target)).isPresent()).isEqualTo(inhibited);
    }

    @Test
    void labelThatNeitherHasIsEqual() {
        Inhibitions inhibitions = new Inhibitions(List.of(rule("s=1", "t=1", "zone")));
        inhibitions.fired("source", labels("s=1"));

        assertThat(inhibitions.inhibiting(labels("t=1"))).isPresent();
        assertThat(inhibitions.inhibiting(labels("t=1,zone=a"))).isEmpty();
    }

    @Test
    void sourceNeverInhibitsItself() {
        Inhibitions inhibitions = new Inhibitions(List.of(rule("severity=critical", "severity=~\".+\"", "job")));
        inhibitions.fired("self", labels("severity=critical,job=a"));

        assertThat(inhibitions.inhibiting(labels("severity=critical,job=a"))).isEmpty();
        assertThat(inhibitions.inhibiting(labels("severity=warning,job=a")))
                .hasValueSatisfying(found -> assertThat(found.source()).isEqualTo("self"));
    }

    @Test
    void endOfTheLastSourceEndsIt() {
        Inhibitions inhibitions = new Inhibitions(List.of(rule("s=1", "t=1", "e")));
        inhibitions.fired("a", labels("s=1,e=1"));
        inhibitions.fired("b", labels("s=1,e=1"));

        inhibitions.over("a");
        assertThat(inhibitions.inhibiting(labels("t=1,e=1"))).isPresent();
        inhibitions.over("b");
        assertThat(inhibitions.inhibiting(labels("t=1,e=1"))).isEmpty();
        inhibitions.over("never fired");
    }

    @Test
    void sourceWhoseLabelsChangedInhibitsByItsNewOnes() {
        Inhibitions inhibitions = new Inhibitions(List.of(rule("severity=critical", "severity=warning", "job")));
        inhibitions.fired("a", labels("severity=critical,job=x"));
        inhibitions.fired("a", labels("severity=info,job=x"));

        assertThat(inhibitions.inhibiting(labels("severity=warning,job=x"))).isEmpty();
    }

    @Test
    void newRulesKnowWhatFiresAlready() {
        Inhibitions inhibitions = new Inhibitions(List.of());
        inhibitions.fired("a", labels("s=1"));

        inhibitions.use(List.of(rule("s=1", "t=1")));

        assertThat(inhibitions.inhibiting(labels("t=1"))).isPresent();
    }
}
