package io.weir.log4j2;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** A process that logs numbered messages through the configured appender, and notes each once it is logged. */
final class LoggingChild {
    private LoggingChild() {}

    /** Takes: the file to note progress in, the first number, how many, and whether to stay up afterwards. */
    public static void main(String[] arguments) throws Exception {
        Logger logger = LogManager.getLogger("com.acme.Orders");
        int first = Integer.parseInt(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        for (int i = first; i < first + count; i++) {
            logger.info("message {}", i);
        }
        logger.error("last of {}", first, new IllegalStateException("no"));
        Files.writeString(Path.of(arguments[0]), "done", StandardCharsets.UTF_8);
        if (arguments[3].equals("stay")) {
            Thread.sleep(600_000);
        }
        LogManager.shutdown();
    }
}
