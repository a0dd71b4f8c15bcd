package io.weir.web.cli;

import java.nio.file.Path;

/** Sends Weir's own log to a file in the data folder. Must be called before anything logs. */
final class Logging {
    private Logging() {}

    static void toFolder(Path data, String consoleLevel) {
        System.setProperty("weir.log.directory", data.toString());
        System.setProperty("weir.log.console", consoleLevel);
        System.setProperty("logback.configurationFile", "logback-appliance.xml");
        // Jdbi, Jetty and the JDK's own servers log through java.util.logging or slf4j: both end up there or nowhere.
        java.util.logging.LogManager.getLogManager().reset();
    }
}
