package io.weir.runtime.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.runtime.TestClock;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.python.InterpreterCheck.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Interpreters of every kind: the machine's own, and programs that stand for others. */
class PythonInterpreterTest {
    private static final FlinkVersion FLINK = new FlinkVersion("2.3.0");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder = Path.of(".");

    private PythonInterpreter interpreter(String configured) {
        return new PythonInterpreter(configured, folder.resolve("asked"), PATIENCE, Clock.systemUTC());
    }

    private InterpreterCheck saying(String script) throws IOException {
        return interpreter(Interpreters.saying(folder, script).toString()).check(FLINK);
    }

    @Test
    void pythonOnThePathIsFoundAndTellsItsVersion() throws IOException {
        InterpreterCheck check = interpreter("python3").check(FLINK);

        assertThat(check.interpreter()).startsWith("/").endsWith("/python3");
        assertThat(check.python()).startsWith("3.");
        assertThat(check.message()).contains(check.interpreter() + " is Python " + check.python());
        assertThat(check.verdict()).isNotIn(Verdict.MISSING, Verdict.SILENT);
    }

    @Test
    void pyflinkIsAskedForItsVersion() throws IOException {
        Path pyflink = Files.createDirectories(folder.resolve("packages/pyflink"));
        Files.writeString(pyflink.resolve("__init__.py"), "");
        Files.writeString(pyflink.resolve("version.py"), "__version__ = '2.3.0'\n");
        String python = "export PYTHONPATH='" + pyflink.getParent() + "'; exec python3 \"$@\"";

        InterpreterCheck check = saying(python);
        assertThat(check.verdict()).as(check.message()).isEqualTo(Verdict.FIT);
        assertThat(check.pyflink()).isEqualTo("2.3.0");

        Files.writeString(pyflink.resolve("version.py"), "raise RuntimeError('broken\\nfor good')\n");
        assertThat(saying(python).message()).contains("cannot import pyflink (RuntimeError: broken)");
    }

    @Test
    void interpreterWithoutPyflinkIsToldWhatToType() throws IOException {
        InterpreterCheck check = saying("exec python3 -I -S \"$@\"");

        assertThat(check.verdict()).isEqualTo(Verdict.WITHOUT_PYFLINK);
        assertThat(check.pyflink()).isNull();
        assertThat(check.message())
                .contains("ModuleNotFoundError: No module named 'pyflink'")
                .endsWith("type: " + check.interpreter() + " -m pip install apache-flink==2.3.0");
    }

    @ParameterizedTest
    @CsvSource({
        "3.11.2, 2.3.0, 2.3.0, FIT",
        "3.9.0, 2.3.0, 2.3.0, FIT",
        "3.8.19, 2.3.0, 2.3.0, TOO_OLD",
        "2.7.18, 2.3.0, 2.3.0, TOO_OLD",
        "3.8.19, 1.20.5, 1.20.5, FIT",
        "3.7.3, 1.20.5, 1.20.5, TOO_OLD",
        "3.11.2, 1.20.5, 2.3.0, OTHER_PYFLINK",
        "3.11.2, 2.3.1, 2.3.0, OTHER_PYFLINK",
        "4.0.0, 2.3.0, 2.3.0, FIT"
    })
    void versionsOfPythonAndPyflinkAreHeldAgainstFlinks(String python, String pyflink, String flink, Verdict verdict)
            throws IOException {
        Path program = Interpreters.saying(folder, "echo python=" + python + "; echo pyflink=" + pyflink);

        InterpreterCheck check = interpreter(program.toString()).check(new FlinkVersion(flink));

        assertThat(check.verdict()).as(check.message()).isEqualTo(verdict);
        assertThat(check.isFit()).isEqualTo(verdict == Verdict.FIT);
        assertThat(check.message()).contains(program.toString(), python);
        if (verdict == Verdict.OTHER_PYFLINK) {
            assertThat(check.message()).contains(pyflink, "-m pip install apache-flink==" + flink);
        }
        if (verdict == Verdict.TOO_OLD) {
            assertThat(check.message()).contains("or newer", "python.interpreter in weir.yaml");
        }
    }

    @Test
    void missingInterpreterIsNamedWithWhereItWasLookedFor() {
        InterpreterCheck name = interpreter("python-that-is-not-there").check(FLINK);
        assertThat(name.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(name.message())
                .contains("no program python-that-is-not-there on the PATH", "python.interpreter in weir.yaml");

        InterpreterCheck path = interpreter("/not/there/python3").check(FLINK);
        assertThat(path.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(path.message()).startsWith("there is no program /not/there/python3;");
        assertThat(interpreter(folder.toString()).check(FLINK).verdict()).isEqualTo(Verdict.MISSING);
        assertThat(interpreter("a\u0000b").check(FLINK).verdict()).isEqualTo(Verdict.MISSING);
    }

    @Test
    void whatIsNoPythonIsToldByWhatItSaid() throws IOException {
        InterpreterCheck check = saying("echo usage: not python >&2; exit 64");

        assertThat(check.verdict()).isEqualTo(Verdict.SILENT);
        assertThat(check.message()).contains("is no Python", "exit code 64", "usage: not python");
        assertThat(saying("echo python=new").verdict()).isEqualTo(Verdict.SILENT);
        assertThat(saying("exit 0").message()).contains("exit code 0");
    }

    @Test
    void interpreterThatHangsIsEndedWithAllThatItStarted() throws IOException {
        Path program = Interpreters.saying(folder, "sleep 1000 & echo $! > '" + folder + "/pid'; wait");
        PythonInterpreter hanging = new PythonInterpreter(
                program.toString(), folder.resolve("asked"), Duration.ofSeconds(1), Clock.systemUTC());

        InterpreterCheck check = hanging.check(FLINK);

        assertThat(check.verdict()).isEqualTo(Verdict.SILENT);
        assertThat(check.message()).contains("did not say within 1.0 s");
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(left -> assertThat(left.onExit()).succeedsWithin(Duration.ofSeconds(10)));
    }

    @Test
    void answerIsTakenForTrueForSomeSeconds() throws IOException {
        TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
        Path count = folder.resolve("count");
        Path program =
                Interpreters.saying(folder, "echo asked >> '" + count + "'; echo python=3.11.2; echo pyflink=2.3.0");
        PythonInterpreter interpreter =
                new PythonInterpreter(program.toString(), folder.resolve("asked"), PATIENCE, clock);

        assertThat(interpreter.check(FLINK).isFit()).isTrue();
        assertThat(interpreter.check(new FlinkVersion("1.20.5")).verdict()).isEqualTo(Verdict.OTHER_PYFLINK);
        clock.advance(Duration.ofSeconds(9));
        interpreter.check(FLINK);
        assertThat(count).hasContent("asked");

        clock.advance(Duration.ofSeconds(2));
        interpreter.check(FLINK);
        assertThat(Files.readAllLines(count)).hasSize(2);
    }
}
