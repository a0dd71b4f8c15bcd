package io.weir.web.app.config;

/** How Python programs are run. */
public record PythonSettings(
        @Setting(
                help =
                        "The interpreter: a whole path, or a name that is looked for on the `PATH`. It must have pyflink of the Flink version that a deployment runs on.",
                defaultsTo = "python3")
        String interpreter) {
    public PythonSettings {
        boolean relative = interpreter.contains("/") && !interpreter.startsWith("/");
        if (interpreter.isBlank() || relative) {
            new Faults()
                    .add(
                            "interpreter",
                            "interpreter \"" + interpreter
                                    + "\" is neither a name nor a whole path; write for example interpreter: /opt/pyflink/bin/python3")
                    .throwIfAny();
        }
    }
}
