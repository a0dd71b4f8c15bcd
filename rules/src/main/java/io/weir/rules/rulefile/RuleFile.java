package io.weir.rules.rulefile;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a rule file says. */
public record RuleFile(String name, List<RuleGroup> groups) {
    private static final long MOST_BYTES = 16L << 20;

    public RuleFile {
        groups = List.copyOf(groups);
    }

    /**
     * Reads and checks a file.
     *
     * @throws RuleFileException holding every fault found
     */
    public static RuleFile read(Path path) {
        return parse(path.toString(), text(path));
    }

    /**
     * Reads and checks a file's text.
     *
     * @param name what faults call it
     * @throws RuleFileException holding every fault found
     */
    public static RuleFile parse(String name, String text) {
        Faults faults = new Faults(name);
        Entry root = Entry.parse(text, faults);
        List<RuleGroup> groups = root == null ? List.of() : new RuleFileReader(name, faults).groups(root);
        faults.throwIfAny();
        return new RuleFile(name, groups);
    }

    static String text(Path path) {
        Faults faults = new Faults(path.toString());
        try {
            if (Files.size(path) <= MOST_BYTES) {
                return Files.readString(path);
            }
            faults.add("is larger than 16 MiB; split it");
        } catch (NoSuchFileException e) {
            faults.add("there is no such file");
        } catch (MalformedInputException e) {
            faults.add("is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            faults.add("cannot be read: " + e);
        }
        throw new RuleFileException(faults.all());
    }

    /** How many rules all groups have. */
    public int ruleCount() {
        return groups.stream().mapToInt(group -> group.rules().size()).sum();
    }

    /**
     * Rules with the same name and labels, which would write the same series; each named once.
     *
     * @return such as {@code job:up:sum{team="a"}}
     */
    public List<String> duplicates() {
        Map<String, Integer> seen = new TreeMap<>();
        for (RuleGroup group : groups) {
            for (FileRule rule : group.rules()) {
                seen.merge(rule.name() + rule.labels(), 1, Integer::sum);
            }
        }
        List<String> duplicates = new ArrayList<>();
        seen.forEach((rule, count) -> {
            if (count > 1) {
                duplicates.add(rule);
            }
        });
        return duplicates;
    }
}
