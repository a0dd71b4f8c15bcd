package io.weir.rules.notify.text;

import io.weir.rules.catalogue.Catalogue;
import io.weir.rules.event.Severity;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The words that the built-in texts are made of, in one language. */
final class Words {
    private static final Words ENGLISH = new Words(Language.EN, english());
    private static final Words CHINESE = new Words(Language.ZH, chinese());

    private final Language language;
    private final Map<String, String> words;
    private final Map<String, String> titles = new HashMap<>();

    private Words(Language language, Map<String, String> words) {
        this.language = language;
        this.words = words;
        Catalogue.bundled()
                .entries()
                .forEach(entry -> titles.put(
                        entry.name(),
                        language == Language.ZH
                                ? entry.title().zh()
                                : entry.title().en()));
    }

    static Words of(Language language) {
        return language == Language.ZH ? CHINESE : ENGLISH;
    }

    Map<String, String> all() {
        return words;
    }

    /** The word itself where there is no other. */
    String of(String name) {
        return words.getOrDefault(name, name);
    }

    String of(Text text) {
        return language == Language.ZH ? text.zh() : text.en();
    }

    String of(Severity severity) {
        return of(severity.name().toLowerCase(Locale.ROOT));
    }

    /** What the catalogue calls a rule; a rule of somebody's own has its name only. */
    String titleOf(String rule) {
        return titles.getOrDefault(rule, rule);
    }

    boolean hasTitle(String rule) {
        return titles.containsKey(rule);
    }

    /** The two largest units of a time. */
    String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return amount(seconds, "s");
        }
        if (seconds < 3600) {
            return amount(seconds / 60, "m") + rest(seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return amount(seconds / 3600, "h") + rest(seconds % 3600 / 60, "m");
        }
        return amount(seconds / 86_400, "d") + rest(seconds % 86_400 / 3600, "h");
    }

    private String rest(long number, String unit) {
        return number == 0 ? "" : " " + amount(number, unit);
    }

    private String amount(long number, String unit) {
        return number + " " + of("unit_" + unit);
    }

    private static Map<String, String> english() {
        Map<String, String> words = new HashMap<>();
        words.put("firing", "firing");
        words.put("resolved", "resolved");
        words.put("critical", "critical");
        words.put("warning", "warning");
        words.put("info", "info");
        words.put("cluster", "cluster");
        words.put("job", "job");
        words.put("vertex", "vertex");
        words.put("process", "process");
        words.put("where", "Where");
        words.put("since", "Since");
        words.put("ended", "Ended");
        words.put("after", "after");
        words.put("value", "Value");
        words.put("cause", "Cause");
        words.put("cure", "What to do");
        words.put("exception", "Exception");
        words.put("because", "Because");
        words.put("severity", "Severity");
        words.put("more", "more are not listed here");
        words.put("and", "and");
        words.put("colon", ": ");
        words.put("open", "Open");
        words.put("acknowledge", "Acknowledge");
        words.put("incident", "Incident");
        words.put("silence", "Silence until resolved");
        words.put("unit_s", "s");
        words.put("unit_m", "min");
        words.put("unit_h", "h");
        words.put("unit_d", "d");
        return Map.copyOf(words);
    }

    private static Map<String, String> chinese() {
        Map<String, String> words = new HashMap<>();
        words.put("firing", "告警");
        words.put("resolved", "已恢复");
        words.put("critical", "严重");
        words.put("warning", "警告");
        words.put("info", "提示");
        words.put("cluster", "集群");
        words.put("job", "作业");
        words.put("vertex", "算子");
        words.put("process", "进程");
        words.put("where", "位置");
        words.put("since", "开始时间");
        words.put("ended", "恢复时间");
        words.put("after", "持续");
        words.put("value", "当前值");
        words.put("cause", "原因");
        words.put("cure", "处理建议");
        words.put("exception", "异常");
        words.put("because", "恢复原因");
        words.put("severity", "级别");
        words.put("more", "条未在此列出");
        words.put("and", "另有");
        words.put("colon", "：");
        words.put("open", "查看");
        words.put("acknowledge", "确认");
        words.put("incident", "事故");
        words.put("silence", "静默至恢复");
        words.put("unit_s", "秒");
        words.put("unit_m", "分钟");
        words.put("unit_h", "小时");
        words.put("unit_d", "天");
        return Map.copyOf(words);
    }
}
