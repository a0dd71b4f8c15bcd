package io.weir.rules.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.rule.RuleScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store of settings does. */
abstract class SettingStoreContract {
    static final Instant T0 = Instant.parse("2026-11-20T10:00:00.123Z");

    abstract SettingStore store();

    private static StoredSetting version(String rule, long version, String threshold) {
        RuleSetting setting = new RuleSetting(
                Map.of("threshold", threshold),
                List.of(
                        new RuleScope("{job_name=~\"订单.*\"}", Map.of("enabled", "false")),
                        new RuleScope("{cluster=\"prod\"}", Map.of("severity", "critical"))));
        return new StoredSetting(rule, version, setting, "mei", T0.plusSeconds(version));
    }

    @Test
    void versionsAreReadAsTheyWereNewestFirst() {
        StoredSetting first = version("TargetDown", 1, "0.1");
        StoredSetting second = version("TargetDown", 2, "0.2");
        StoredSetting other = version("BackpressureHigh", 1, "0.3");
        assertThat(List.of(store().add(first), store().add(second), store().add(other)))
                .containsOnly(true);
        assertThat(store().versions("TargetDown")).containsExactly(second, first);
        assertThat(store().current()).containsExactly(other, second);
        assertThat(store().versions("nope")).isEmpty();
    }

    @Test
    void ofTwoWithOneNumberTheFirstIsKept() {
        StoredSetting first = version("TargetDown", 1, "0.1");
        assertThat(store().add(first)).isTrue();
        assertThat(store().add(version("TargetDown", 1, "0.9"))).isFalse();
        assertThat(store().add(version("TargetDown", 3, "0.9"))).isFalse();
        assertThat(store().current()).containsExactly(first);
    }
}
