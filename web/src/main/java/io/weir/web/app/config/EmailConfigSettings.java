package io.weir.web.app.config;

import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.email.EmailConfig;
import io.weir.rules.notify.email.EmailConfig.Encryption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mailboxes behind one mail server. */
public record EmailConfigSettings(
        @Setting(help = "Who it is for; several with commas between them.", required = true)
        String to,

        @Setting(help = "Who it is from.", required = true) String from,

        @Setting(
                help = "The mail server, `host:port`; with port 465 TLS begins at once, with another by `STARTTLS`.",
                required = true)
        String smarthost,

        @Setting(help = "The name by which Weir introduces itself.", defaultsTo = "localhost")
        String hello,

        @Setting(help = "A user of the mail server.") @Nullable
        String authUsername,

        @Setting(help = "The password.") @Nullable SecretText authPassword,

        @Setting(help = "No mail without TLS.", defaultsTo = "true")
        boolean requireTls,

        @Setting(help = "Headers to add, such as `Subject`; Mustache templates.")
        Map<String, String> headers,

        @Setting(help = "A Mustache template of the HTML part; empty for no such part.") @Nullable
        String html,

        @Setting(help = "A Mustache template of the text part.") @Nullable
        String text,

        @Setting(help = "Whether it hears of the end too.", defaultsTo = "true")
        boolean sendResolved,

        @Setting(help = "Whom to believe.") TlsConfigSettings tlsConfig,

        @Setting(help = "For one send, all of it.", defaultsTo = "30s")
        Duration timeout,

        @Setting(help = "How long a send is retried before it is given up.", defaultsTo = "4h")
        Duration giveUpAfter)
        implements ChannelSettings {
    private static final Pattern SMARTHOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s\\[\\]]+):(\\d{1,5})");

    /** The port of <a href="https://www.rfc-editor.org/rfc/rfc8314#section-3.3">submission over TLS</a>. */
    private static final int IMPLICIT_TLS_PORT = 465;

    public EmailConfigSettings {
        headers = Map.copyOf(headers);
        Faults faults = new Faults().longerThanNone("timeout", timeout);
        if (!SMARTHOST.matcher(smarthost).matches()) {
            faults.add(
                    "smarthost",
                    "smarthost \"" + smarthost + "\" is no host:port; write for example mail.example.org:587");
        }
        if ((authUsername == null) != (authPassword == null)) {
            faults.add(
                    authUsername == null ? "auth_password" : "auth_username",
                    "auth_username and auth_password belong together; write both, or neither");
        }
        faults.throwIfAny();
    }

    @Override
    public EmailConfig config(ChannelDefaults defaults) {
        Matcher server = SMARTHOST.matcher(smarthost);
        if (!server.matches()) {
            throw new IllegalArgumentException("smarthost is no host:port");
        }
        int port = Integer.parseInt(server.group(2));
        return new EmailConfig(
                server.group(1),
                port,
                port == IMPLICIT_TLS_PORT ? Encryption.IMPLICIT : requireTls ? Encryption.STARTTLS : Encryption.NONE,
                from,
                Arrays.stream(to.split(","))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .toList(),
                authUsername == null || authPassword == null ? null : new EmailConfig.Login(authUsername, authPassword),
                hello,
                headers,
                html,
                text,
                sendResolved,
                new HttpConfigSettings(null, null, tlsConfig).options(timeout, defaults.addresses()),
                giveUpAfter,
                defaults.text());
    }
}
