package io.weir.web.app.config;

import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.command.CommandConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A program of the site's own. */
public record CommandConfigSettings(
        @Setting(help = "The program by its whole path, and its arguments: a list; no shell reads it.", required = true)
        List<String> command,

        @Setting(help = "All that the program has of an environment.")
        Map<String, SecretText> environment,

        @Setting(help = "Whether it hears of the end too.", defaultsTo = "true")
        boolean sendResolved,

        @Setting(help = "For the program and all that it starts.", defaultsTo = "30s")
        Duration timeout,

        @Setting(help = "How long a send is retried before it is given up.", defaultsTo = "1h")
        Duration giveUpAfter)
        implements ChannelSettings {
    public CommandConfigSettings {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        new Faults().longerThanNone("timeout", timeout).throwIfAny();
    }

    @Override
    public CommandConfig config(ChannelDefaults defaults) {
        if (!defaults.allowCommands()) {
            throw new IllegalArgumentException("commands are not allowed; write notifications.allow_commands: true");
        }
        Map<String, String> values = new TreeMap<>();
        environment.forEach((name, value) -> values.put(name, value.reveal()));
        return new CommandConfig(command, values, sendResolved, timeout, giveUpAfter);
    }
}
