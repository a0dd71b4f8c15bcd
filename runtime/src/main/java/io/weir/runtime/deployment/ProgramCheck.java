package io.weir.runtime.deployment;

import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What is wrong with a program. */
final class ProgramCheck {
    private static final Pattern CLASS_NAME =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");
    private static final int MOST_ARGUMENTS = 200;
    private static final int MOST_JARS = 50;
    private static final int MOST_VARIABLES = 200;
    private static final int LONGEST = 10_000;
    private static final int LONGEST_SCRIPT = 512 * 1024;

    private ProgramCheck() {}

    static void jar(Program.Jar jar, List<String> faults) {
        String entryClass = jar.entryClass();
        if (entryClass != null && !CLASS_NAME.matcher(entryClass).matches()) {
            faults.add("entryClass: \"" + entryClass + "\" is no name of a class");
        }
        if (jar.arguments().size() > MOST_ARGUMENTS) {
            faults.add("arguments: at most " + MOST_ARGUMENTS + ", got "
                    + jar.arguments().size());
        }
        if (jar.arguments().stream().anyMatch(argument -> argument.length() > LONGEST || argument.indexOf('\0') >= 0)) {
            faults.add("arguments: none may be longer than " + LONGEST + " characters or hold a NUL");
        }
    }

    static void sql(Program.Sql sql, List<String> faults) {
        if (sql.script().isBlank()) {
            faults.add(
                    "sql.script: is empty; write CREATE TABLE and INSERT INTO statements, each ended by a semicolon");
        }
        if (sql.script().length() > LONGEST_SCRIPT) {
            faults.add("sql.script: at most " + LONGEST_SCRIPT + " characters, got "
                    + sql.script().length());
        }
        if (sql.jars().size() > MOST_JARS) {
            faults.add("sql.jars: at most " + MOST_JARS + ", got " + sql.jars().size());
        }
        if (sql.variables().size() > MOST_VARIABLES) {
            faults.add("sql.variables: at most " + MOST_VARIABLES + ", got "
                    + sql.variables().size());
        }
        new TreeMap<>(sql.variables()).forEach((name, value) -> {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]{0,99}")) {
                faults.add(
                        "sql.variables: \"" + name + "\" is no name of a variable; write letters, digits, _ . and -");
            }
            if (value.length() > LONGEST) {
                faults.add("sql.variables." + name + ": at most " + LONGEST + " characters, got " + value.length());
            }
        });
    }
}
