package io.weir.rules.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of Alertmanager's dispatch/route_test.go, rebuilt. */
class RouteTreeTest {
    private static final RouteTree TEAMS = Written.routing("""
            route:
              receiver: fallback
              routes:
              - match: {owner: team-A}
                matchers: ['{level!="critical"}']
                receiver: to-A
                routes:
                - matchers: ['{env="testing"}', '{baz!~".*quux"}']
                  receiver: to-testing
                  group_by: ["..."]
                - match: {env: production}
                  receiver: to-production-A
                  group_wait: 1m
                  continue: true
                - match_re: {env: "produ.*", job: ".*"}
                  receiver: to-production-B
                  group_wait: 30s
                  group_interval: 5m
                  repeat_interval: 1h
                  group_by: [job]
              - match_re: {owner: team-(B|C)}
                group_by: [foo, bar]
                group_wait: 2m
                receiver: to-BC
              - matchers: [group_by="role"]
                group_by: [role]
                routes:
                - matchers: ['{env="testing"}']
                  receiver: to-testing
                  routes:
                  - matchers: [wait="long"]
                    group_wait: 2m
            """).tree();

    record Taken(String key, String receiver, GroupBy groupBy, Duration groupWait, Duration interval, Duration repeat) {
        static Taken of(Route route) {
            return new Taken(
                    route.key(),
                    route.receiver(),
                    route.groupBy(),
                    route.groupWait(),
                    route.groupInterval(),
                    route.repeatInterval());
        }

        static Taken by(String key, String receiver, GroupBy groupBy, Duration wait) {
            return new Taken(key, receiver, groupBy, wait, Duration.ofMinutes(5), Duration.ofHours(4));
        }
    }

    static Stream<Arguments> cases() {
        Duration usual = Duration.ofSeconds(30);
        String a = "{}/{level!=\"critical\",owner=\"team-A\"}";
        String role = "{}/{group_by=\"role\"}";
        return Stream.of(
                Arguments.of(Map.of("owner", "team-A"), List.of(Taken.by(a, "to-A", GroupBy.NOTHING, usual))),
                Arguments.of(
                        Map.of("owner", "team-A", "env", "unset"),
                        List.of(Taken.by(a, "to-A", GroupBy.NOTHING, usual))),
                Arguments.of(
                        Map.of("owner", "team-A", "level", "critical"),
                        List.of(Taken.by("{}", "fallback", GroupBy.NOTHING, usual))),
                Arguments.of(
                        Map.of("owner", "team-C"),
                        List.of(Taken.by(
                                "{}/{owner=~\"team-(B|C)\"}",
                                "to-BC",
                                GroupBy.of("foo", "bar"),
                                Duration.ofMinutes(2)))),
                Arguments.of(
                        Map.of("owner", "team-A", "env", "testing"),
                        List.of(Taken.by(
                                a + "/{baz!~\".*quux\",env=\"testing\"}", "to-testing", GroupBy.EVERYTHING, usual))),
                Arguments.of(
                        Map.of("owner", "team-A", "env", "production"),
                        List.of(
                                Taken.by(
                                        a + "/{env=\"production\"}",
                                        "to-production-A",
                                        GroupBy.NOTHING,
                                        Duration.ofMinutes(1)),
                                new Taken(
                                        a + "/{env=~\"produ.*\",job=~\".*\"}",
                                        "to-production-B",
                                        GroupBy.of("job"),
                                        usual,
                                        Duration.ofMinutes(5),
                                        Duration.ofHours(1)))),
                Arguments.of(
                        Map.of("group_by", "role"), List.of(Taken.by(role, "fallback", GroupBy.of("role"), usual))),
                Arguments.of(
                        Map.of("env", "testing", "group_by", "role"),
                        List.of(Taken.by(role + "/{env=\"testing\"}", "to-testing", GroupBy.of("role"), usual))),
                Arguments.of(
                        Map.of("env", "testing", "group_by", "role", "wait", "long"),
                        List.of(Taken.by(
                                role + "/{env=\"testing\"}/{wait=\"long\"}",
                                "to-testing",
                                GroupBy.of("role"),
                                Duration.ofMinutes(2)))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eventsTakeTheDeepestRoutesThatMatch(Map<String, String> labels, List<Taken> expected) {
        assertThat(TEAMS.match(labels)).extracting(Taken::of).isEqualTo(expected);
        assertThat(TEAMS.explain(labels).taken()).isEqualTo(TEAMS.match(labels));
    }

    @Test
    void traceSaysWhyEachRouteTookItOrDidNot() {
        RouteTrace trace = TEAMS.explain(Map.of("owner", "team-A", "env", "testing"));

        assertThat(trace.steps())
                .extracting(
                        step -> step.depth() + " " + step.route().receiver() + " " + step.verdict() + ": " + step.why())
                .containsExactly(
                        "0 fallback HANDED_DOWN: everything matches, and a route below it takes it",
                        "1 to-A HANDED_DOWN: it matches {level!=\"critical\",owner=\"team-A\"}, and a route below it takes it",
                        "2 to-testing TAKEN: it matches {baz!~\".*quux\",env=\"testing\"}",
                        "2 to-production-A NOT_TRIED: the route {baz!~\".*quux\",env=\"testing\"} before it matches and does not"
                                + " say continue: true",
                        "2 to-production-B NOT_TRIED: the route {baz!~\".*quux\",env=\"testing\"} before it matches and does not"
                                + " say continue: true",
                        "1 to-BC NOT_TRIED: the route {level!=\"critical\",owner=\"team-A\"} before it matches and does not say"
                                + " continue: true",
                        "1 fallback NOT_TRIED: the route {level!=\"critical\",owner=\"team-A\"} before it matches and does not"
                                + " say continue: true");
        assertThat(TEAMS.explain(Map.of("owner", "team-X")).steps().get(1).why())
                .isEqualTo("owner=\"team-A\" does not hold: owner is \"team-X\"");
    }

    @Test
    void everyRouteHasAnIdOfItsOwn() {
        RouteTree tree = Written.routing("""
                route:
                  receiver: default
                  routes:
                  - {matchers: [foo=bar], continue: true, receiver: one, routes: [{matchers: [bar=baz]}]}
                  - {matchers: [foo=bar], continue: true, receiver: one, routes: [{matchers: [bar=baz]}]}
                  - {matchers: [bar=baz], receiver: two, routes: [{matchers: [baz=qux]}, {matchers: [qux=corge]}]}
                  - {matchers: ['qux=~"[a-zA-Z0-9]+"'], continue: true}
                """).tree();

        assertThat(tree.routes().map(Route::id))
                .containsExactly(
                        "{}",
                        "{}/{foo=\"bar\"}/0",
                        "{}/{foo=\"bar\"}/0/{bar=\"baz\"}/0",
                        "{}/{foo=\"bar\"}/1",
                        "{}/{foo=\"bar\"}/1/{bar=\"baz\"}/0",
                        "{}/{bar=\"baz\"}/2",
                        "{}/{bar=\"baz\"}/2/{baz=\"qux\"}/0",
                        "{}/{bar=\"baz\"}/2/{qux=\"corge\"}/1",
                        "{}/{qux=~\"[a-zA-Z0-9]+\"}/3");
    }

    @Test
    void groupIsNamedByTheRouteAndTheLabelsThatTheEventHas() {
        Route route = TEAMS.match(Map.of("owner", "team-B")).get(0);

        var group = route.groupLabels(Map.of("owner", "team-B", "foo", "a \"b\"", "job", "j"));

        assertThat(group).isEqualTo(Map.of("foo", "a \"b\""));
        assertThat(route.groupKey(group)).isEqualTo("{}/{owner=~\"team-(B|C)\"}:{foo=\"a \\\"b\\\"\"}");
    }

    @Test
    void withoutARouteEverybodyHearsOfWhatMatters() {
        Routing routing = Routing.toEveryone(List.of("ops", "chat"));

        assertThat(routing.faults(java.util.Set.of("ops", "chat"))).isEmpty();
        assertThat(receivers(routing, "severity", "critical")).containsExactly("ops", "chat");
        assertThat(receivers(routing, "severity", "page")).containsExactly("ops", "chat");
        assertThat(receivers(routing, "alertname", "NoSeverity")).containsExactly("ops", "chat");
        assertThat(receivers(routing, "severity", "info")).containsExactly(Routing.NOBODY);
        assertThat(receivers(routing, "severity", "Notice")).containsExactly(Routing.NOBODY);
    }

    private static List<String> receivers(Routing routing, String label, String value) {
        return routing.tree().match(Map.of(label, value)).stream()
                .map(Route::receiver)
                .toList();
    }
}
