package io.weir.rules.notify.command;

import io.weir.rules.notify.Channel;
import io.weir.rules.notify.ChannelConfig;
import io.weir.rules.notify.ChannelTools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program that is started for each message, which it reads as Alertmanager's payload from its standard input.
 *
 * @param command the program by its whole path, and its arguments; no shell reads them, and nothing of a message is in them
 * @param environment all that the program has of an environment
 * @param timeout for the program and everything that it started
 */
public record CommandConfig(
        List<String> command,
        Map<String, String> environment,
        boolean sendResolved,
        Duration timeout,
        Duration giveUpAfter)
        implements ChannelConfig {
    public CommandConfig {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty() || !Path.of(command.get(0)).isAbsolute()) {
            throw new IllegalArgumentException(
                    "command must begin with the whole path of a program; write for example [/usr/local/bin/page, --now]");
        }
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("the timeout of a command must be longer than none, got " + timeout);
        }
    }

    @Override
    public String kind() {
        return "command";
    }

    @Override
    public String address() {
        // Arguments may hold secrets.
        return command.get(0);
    }

    @Override
    public String toString() {
        return "CommandConfig[" + command.get(0) + ", timeout=" + timeout + "]";
    }

    @Override
    public Channel open(ChannelTools tools) {
        return new CommandChannel(this);
    }
}
