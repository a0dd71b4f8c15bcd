package io.weir.runtime.deployment;

import io.weir.runtime.sql.flink.Script;
import io.weir.runtime.sql.flink.ScriptException;
import io.weir.runtime.sql.flink.Statement;
import java.util.ArrayList;
import java.util.List;

/** What can be said of a script without Flink's planner. */
public final class ScriptRules {
    /** What is wrong, and where; lines and columns from 1 on. */
    public record Fault(String message, int line, int column) {}

    private ScriptRules() {}

    /** Options that belong to Weir, and statements that cannot be told apart. */
    public static List<Fault> faults(String script) {
        try {
            List<Fault> faults = new ArrayList<>();
            for (Statement statement : Script.statements(script)) {
                boolean sets = statement.kind() == Statement.Kind.SET;
                if (sets) {
                    OwnedOptions.instead(statement.key())
                            .ifPresent(instead -> faults.add(new Fault(
                                    statement.key() + " belongs to Weir; " + instead,
                                    statement.line(),
                                    statement.column())));
                }
            }
            return faults;
        } catch (ScriptException e) {
            return List.of(new Fault(String.valueOf(e.getMessage()), e.line(), e.column()));
        }
    }

    /** @throws SpecException with every fault, also when the script begins no job or more than one */
    static void requireRunnable(Program program) {
        if (!(program instanceof Program.Sql sql)) {
            return;
        }
        List<Fault> faults = new ArrayList<>(faults(sql.script()));
        if (faults.isEmpty()) {
            try {
                Script.requireOneJob(Script.statements(sql.script()));
            } catch (ScriptException e) {
                faults.add(new Fault(String.valueOf(e.getMessage()), e.line(), e.column()));
            }
        }
        if (!faults.isEmpty()) {
            throw new SpecException(faults.stream()
                    .map(fault ->
                            "sql.script: line " + fault.line() + ", column " + fault.column() + ": " + fault.message())
                    .toList());
        }
    }
}
