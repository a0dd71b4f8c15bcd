package io.weir.runtime.python;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a Python run is started with, as it lies in the run's folder: the same however often it is read, also when another interpreter is
 * configured meanwhile.
 *
 * @param interpreter the one that was looked at before the start
 * @param program the {@code .py}, or the {@code .zip} with the module
 * @param module null when the program is a {@code .py}
 * @param files more of what it imports
 */
public record PythonLaunch(
        Path interpreter, Path program, @Nullable String module, List<Path> files) {
    /** Of {@code flink-python}; it is told by this name that the jar in {@code opt/} is the one to run. */
    public static final String ENTRY_CLASS = "org.apache.flink.client.python.PythonDriver";

    public PythonLaunch {
        files = List.copyOf(files);
    }

    /** What {@link #ENTRY_CLASS} is given; it takes what follows the two hyphens for the program's own. */
    public List<String> arguments(List<String> own) {
        List<String> words =
                new ArrayList<>(module == null ? List.of("-py", program.toString()) : List.of("-pym", module));
        if (!own.isEmpty()) {
            words.add("--");
            words.addAll(own);
        }
        return words;
    }

    /**
     * Flink's <a href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/dev/python/python_config/">options</a> that go with
     * them.
     */
    public Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        options.put("python.client.executable", interpreter.toString());
        options.put("python.executable", interpreter.toString());
        List<Path> all = new ArrayList<>(module == null ? List.of() : List.of(program));
        all.addAll(files);
        if (!all.isEmpty()) {
            options.put("python.files", all.stream().map(Path::toString).collect(Collectors.joining(",")));
        }
        return options;
    }
}
