package io.weir.runtime.deployment;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What is wrong with a program. */
final class ProgramCheck {
    private static final Pattern CLASS_NAME =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");
    private static final Pattern MODULE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*(\\.[\\p{L}_][\\p{L}\\p{N}_]*)*");

    /** What an archive or a file of Python ends in; a program is one of the first two. */
    private static final Set<String> PYTHON = Set.of(".py", ".zip", ".whl");

    private static final int MOST_ARGUMENTS = 200;
    private static final int MOST_JARS = 50;
    private static final int MOST_FILES = 50;
    private static final int MOST_VARIABLES = 200;
    private static final int LONGEST = 10_000;
    private static final int LONGEST_SCRIPT = 512 * 1024;

    private ProgramCheck() {}

    static void jar(Program.Jar jar, List<String> faults) {
        String entryClass = jar.entryClass();
        if (entryClass != null && !CLASS_NAME.matcher(entryClass).matches()) {
            faults.add("entryClass: \"" + entryClass + "\" is no name of a class");
        }
        if (isPython(jar.artifact())) {
            faults.add("artifact.name: \"" + jar.artifact().name()
                    + "\" is no jar; write python: {artifact: ...} to run a Python program");
        }
        arguments("arguments", jar.arguments(), faults);
    }

    private static boolean isPython(ArtifactRef artifact) {
        return PYTHON.stream().anyMatch(artifact.name()::endsWith);
    }

    private static void arguments(String key, List<String> arguments, List<String> faults) {
        if (arguments.size() > MOST_ARGUMENTS) {
            faults.add(key + ": at most " + MOST_ARGUMENTS + ", got " + arguments.size());
        }
        if (arguments.stream().anyMatch(argument -> argument.length() > LONGEST || argument.indexOf('\0') >= 0)) {
            faults.add(key + ": none may be longer than " + LONGEST + " characters or hold a NUL");
        }
    }

    static void python(Program.Python python, List<String> faults) {
        String name = python.artifact().name();
        String module = python.module();
        boolean zip = name.endsWith(".zip");
        if (!zip && !name.endsWith(".py")) {
            faults.add("python.artifact.name: \"" + name + "\" is neither a .py nor a .zip");
        } else if (zip && module == null) {
            faults.add("python.module: say which module of " + name + " is to run, such as shop.orders");
        } else if (!zip && module != null) {
            faults.add("python.module: " + name + " runs as it is; leave it out, or give a .zip as python.artifact");
        }
        if (module != null && !MODULE.matcher(module).matches()) {
            faults.add("python.module: \"" + module + "\" is no name of a module; write one such as shop.orders");
        }
        if (python.files().size() > MOST_FILES) {
            faults.add("python.files: at most " + MOST_FILES + ", got "
                    + python.files().size());
        }
        for (int i = 0; i < python.files().size(); i++) {
            if (!isPython(python.files().get(i))) {
                faults.add("python.files[" + i + "].name: \""
                        + python.files().get(i).name() + "\" is no .py, .zip or .whl");
            }
        }
        arguments("python.arguments", python.arguments(), faults);
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
