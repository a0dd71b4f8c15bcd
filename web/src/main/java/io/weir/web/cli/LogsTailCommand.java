package io.weir.web.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows log records as they come. */
@Command(name = "tail", description = "Shows log records as they come, until Ctrl+C.", mixinStandardHelpOptions = true)
final class LogsTailCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Mixin
    private final LogsAnswer answer = new LogsAnswer();

    @Parameters(paramLabel = "QUERY", arity = "0..*", description = "What to look for; everything when not given.")
    private List<String> words = List.of();

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "0",
            description = "End after so many; 0 goes on (${DEFAULT-VALUE}).")
    private int count;

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        AtomicInteger shown = new AtomicInteger();
        answer.client().follow("/api/v1/logs/tail?q=" + LogsAnswer.query(words), ended::countDown, hit -> {
            int number = shown.incrementAndGet();
            if (hit.has("text") && (count == 0 || number <= count)) {
                answer.print(spec.commandLine().getOut(), hit);
            }
            if (number == count) {
                ended.countDown();
            }
        });
        ended.await();
        if (count > 0 && shown.get() >= count) {
            return CommandLineInterface.OK;
        }
        throw new CommandFailedException("the stream ended; does Weir still run?");
    }
}
