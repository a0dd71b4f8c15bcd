package io.weir.web.app.config;

import java.util.List;

/** A config file with faults: every one of them, each as {@code file:line: what is wrong; what to write}. */
public final class ConfigException extends RuntimeException {
    private final List<String> problems;

    ConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each fault, in the order of the lines. */
    public List<String> problems() {
        return problems;
    }
}
