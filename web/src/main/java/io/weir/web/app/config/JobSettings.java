package io.weir.web.app.config;

import java.nio.file.Path;
import java.util.List;

/** A job that Weir submits to a cluster it hosts. */
public record JobSettings(
        @Setting(help = "The job's name; one that already runs is left alone.", required = true)
        String name,

        @Setting(help = "Its jar.", required = true) Path jar,

        @Setting(help = "The class whose main method builds the job.", required = true)
        String entryClass,

        @Setting(help = "Arguments of the main method.") List<String> arguments,

        @Setting(help = "Default parallelism.", defaultsTo = "1")
        int parallelism) {
    public JobSettings {
        new Faults().range("parallelism", parallelism, 1, 32768).throwIfAny();
        arguments = List.copyOf(arguments);
    }
}
