package io.weir.runtime.python;

import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.python.InterpreterCheck.Verdict;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What became of asking an interpreter.
 *
 * @param interpreter its path; as it was configured when there is nothing there
 * @param unasked why nothing is known of it; null when it answered
 * @param missing whether there is no such program
 * @param python its version; empty when it did not answer
 * @param pyflink the version of its pyflink; null when it cannot import it
 * @param why it cannot import it, in Python's words
 */
record InterpreterAnswer(
        String interpreter,
        @Nullable String unasked,
        boolean missing,
        String python,
        @Nullable String pyflink,
        String why) {
    static InterpreterAnswer missing(String configured, String why) {
        return new InterpreterAnswer(configured, why, true, "", null, "");
    }

    static InterpreterAnswer silent(String interpreter, String why) {
        return new InterpreterAnswer(interpreter, why, false, "", null, "");
    }

    /** What that means for programs of a Flink version. */
    InterpreterCheck of(FlinkVersion flink) {
        String least = leastPython(flink);
        if (unasked != null) {
            return new InterpreterCheck(
                    interpreter,
                    flink,
                    missing ? Verdict.MISSING : Verdict.SILENT,
                    null,
                    null,
                    unasked + "; write the path of a Python " + least
                            + " or newer that has pyflink as python.interpreter in weir.yaml");
        }
        String who = interpreter + " is Python " + python;
        if (isOlder(python, least)) {
            return check(
                    flink,
                    Verdict.TOO_OLD,
                    who + ", and Flink " + flink + " needs " + least
                            + " or newer; write the path of a newer one as python.interpreter in weir.yaml");
        }
        String install = interpreter + " -m pip install apache-flink==" + flink;
        if (pyflink == null) {
            return check(
                    flink, Verdict.WITHOUT_PYFLINK, who + " and cannot import pyflink (" + why + "); type: " + install);
        }
        if (!pyflink.equals(flink.text())) {
            return check(
                    flink,
                    Verdict.OTHER_PYFLINK,
                    who + " with pyflink " + pyflink + ", and the deployment's Flink is " + flink + "; type: "
                            + install);
        }
        return check(flink, Verdict.FIT, who + " with pyflink " + pyflink);
    }

    private InterpreterCheck check(FlinkVersion flink, Verdict verdict, String message) {
        return new InterpreterCheck(interpreter, flink, verdict, python, pyflink, message);
    }

    /** What pyflink's own {@code setup.py} asks for. */
    private static String leastPython(FlinkVersion flink) {
        return flink.text().startsWith("1.") || flink.text().startsWith("2.0.") ? "3.8" : "3.9";
    }

    private static boolean isOlder(String python, String least) {
        int[] have =
                Arrays.stream(python.split("\\.")).mapToInt(Integer::parseInt).toArray();
        int[] need =
                Arrays.stream(least.split("\\.")).mapToInt(Integer::parseInt).toArray();
        return have[0] < need[0] || have[0] == need[0] && have[1] < need[1];
    }
}
