package io.weir.rules.rulefile;

import io.weir.rules.promql.PromQl;
import io.weir.rules.promql.QueryException;
import io.weir.rules.template.Template;
import io.weir.rules.template.TemplateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads rule groups and says all that is wrong with them. */
final class RuleFileReader {
    private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern METRIC_NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Set<String> FILE = Set.of("groups");
    private static final Set<String> GROUP = Set.of("name", "interval", "limit", "rules");
    private static final Set<String> RULE =
            Set.of("record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations");

    private final String file;
    private final Faults faults;

    RuleFileReader(String file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    List<RuleGroup> groups(Entry root) {
        Entry list = root.fields("a rule file", FILE).get("groups");
        List<RuleGroup> groups = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Entry entry : items(list, "groups")) {
            Map<String, Entry> fields = entry.fields("a group", GROUP);
            String name = text(fields, "name");
            if (name.isEmpty()) {
                entry.fault("Groupname must not be empty; write name: ...");
            } else if (!names.add(name)) {
                entry.fault("groupname: \"" + name + "\" is repeated in the same file");
            }
            Entry limit = fields.get("limit");
            groups.add(new RuleGroup(
                    file,
                    name,
                    duration(fields, "interval"),
                    limit == null ? 0 : limit.integer("limit"),
                    rules(name, fields.get("rules"))));
        }
        return groups;
    }

    /** The items of a list; a dash with nothing after it is none. */
    private static List<Entry> items(@Nullable Entry list, String what) {
        return list == null
                ? List.of()
                : list.list(what).stream().filter(entry -> !entry.isNothing()).toList();
    }

    private static String text(Map<String, Entry> fields, String name) {
        Entry entry = fields.get(name);
        return entry == null ? "" : entry.text(name);
    }

    private static Duration duration(Map<String, Entry> fields, String name) {
        Entry entry = fields.get(name);
        return entry == null ? Duration.ZERO : entry.duration(name);
    }

    private static Map<String, String> texts(Map<String, Entry> fields, String name) {
        Entry entry = fields.get(name);
        return entry == null ? Map.of() : entry.texts(name);
    }

    private List<FileRule> rules(String group, @Nullable Entry list) {
        List<FileRule> rules = new ArrayList<>();
        for (Entry entry : items(list, "rules")) {
            Map<String, Entry> fields = entry.fields("a rule", RULE);
            String alert = text(fields, "alert");
            String record = text(fields, "record");
            String name = alert.isEmpty() ? record : alert;
            Place place =
                    new Place(entry, "group \"" + group + "\", rule " + (rules.size() + 1) + ", \"" + name + "\": ");
            rules.add(rule(place, fields, alert, record));
        }
        return rules;
    }

    /** Where a rule is, and how faults name it. */
    private record Place(Entry rule, String name) {
        void fault(@Nullable Entry at, String fault) {
            (at == null ? rule : at).fault(name + fault);
        }
    }

    private FileRule rule(Place place, Map<String, Entry> fields, String alert, String record) {
        Map<String, String> labels = texts(fields, "labels");
        Map<String, String> annotations = texts(fields, "annotations");
        Duration hold = duration(fields, "for");
        Duration keep = duration(fields, "keep_firing_for");
        String expression = text(fields, "expr");
        if (!record.isEmpty() && !alert.isEmpty()) {
            place.fault(fields.get("record"), "only one of 'record' and 'alert' must be set");
        }
        if (record.isEmpty() && alert.isEmpty()) {
            place.fault(null, "one of 'record' or 'alert' must be set");
        }
        checkExpression(place, fields.get("expr"), expression);
        if (!record.isEmpty()) {
            checkRecording(place, fields, record, annotations, hold, keep);
        }
        for (String name : labels.keySet()) {
            if (!LABEL_NAME.matcher(name).matches() || name.equals("__name__")) {
                place.fault(fields.get("labels"), "invalid label name: " + name);
            }
        }
        for (String name : annotations.keySet()) {
            if (!LABEL_NAME.matcher(name).matches()) {
                place.fault(fields.get("annotations"), "invalid annotation name: " + name);
            }
        }
        if (alert.isEmpty()) {
            return new FileRule.Recording(record, expression, labels);
        }
        labels.forEach((name, text) -> checkTemplate(place, fields.get("labels"), "label \"" + name + "\": ", text));
        annotations.forEach(
                (name, text) -> checkTemplate(place, fields.get("annotations"), "annotation \"" + name + "\": ", text));
        return new FileRule.Alerting(alert, expression, hold, keep, labels, annotations);
    }

    private static void checkExpression(Place place, @Nullable Entry entry, String expression) {
        if (expression.isEmpty()) {
            place.fault(entry, "field 'expr' must be set in rule");
            return;
        }
        try {
            PromQl.check(expression);
        } catch (QueryException e) {
            place.fault(entry, "could not parse expression: " + e.getMessage());
        }
    }

    private static void checkRecording(
            Place place,
            Map<String, Entry> fields,
            String record,
            Map<String, String> annotations,
            Duration hold,
            Duration keep) {
        if (!annotations.isEmpty()) {
            place.fault(fields.get("annotations"), "invalid field 'annotations' in recording rule");
        }
        if (!hold.isZero()) {
            place.fault(fields.get("for"), "invalid field 'for' in recording rule");
        }
        if (!keep.isZero()) {
            place.fault(fields.get("keep_firing_for"), "invalid field 'keep_firing_for' in recording rule");
        }
        if (!METRIC_NAME.matcher(record).matches()) {
            place.fault(fields.get("record"), "invalid recording rule name: " + record);
        }
    }

    private static void checkTemplate(Place place, @Nullable Entry entry, String what, String text) {
        try {
            Template.parse(text);
        } catch (TemplateException e) {
            place.fault(entry, what + "error parsing template: " + e.getMessage());
        }
    }
}
