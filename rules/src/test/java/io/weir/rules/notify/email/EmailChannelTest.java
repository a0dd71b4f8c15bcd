package io.weir.rules.notify.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.weir.collector.target.Authorization;
import io.weir.collector.target.TlsOptions;
import io.weir.rules.notify.Channel;
import io.weir.rules.notify.ChannelTools;
import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.Golden;
import io.weir.rules.notify.Message;
import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.TestingMessages;
import io.weir.rules.notify.email.EmailConfig.Encryption;
import io.weir.rules.notify.email.EmailConfig.Login;
import io.weir.rules.notify.http.AddressRules;
import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.http.Resolver;
import io.weir.rules.notify.text.Language;
import io.weir.rules.notify.text.TextOptions;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fault 37, and mail as it arrives. */
@Timeout(60)
class EmailChannelTest {
    private static final Clock CLOCK = Clock.fixed(TestingMessages.START, ZoneOffset.UTC);
    private static final TlsOptions ANY_CERTIFICATE = new TlsOptions(null, null, null, null, true);
    private static final Login LOGIN = new Login("weir", new SecretText("mail-secret"));

    private static EmailConfig config(int port, Encryption encryption, @Nullable Login login) {
        return config(port, encryption, login, Duration.ofSeconds(20), List.of("Operations <ops@example.org>"));
    }

    private static EmailConfig config(
            int port, Encryption encryption, @Nullable Login login, Duration timeout, List<String> to) {
        return new EmailConfig(
                "127.0.0.1",
                port,
                encryption,
                "Weir <weir@example.org>",
                to,
                login,
                "weir.example.org",
                Map.of("X-Team", "{{severity}} for {{receiver}}"),
                null,
                null,
                true,
                new HttpOptions(
                        timeout, Authorization.NONE, ANY_CERTIFICATE, AddressRules.PRIVATE_ALLOWED, Resolver.SYSTEM),
                Duration.ofHours(1),
                new TextOptions(Language.ZH, ZoneId.of("Asia/Shanghai")));
    }

    private static Delivery send(EmailConfig config, Message message) throws InterruptedException {
        try (Channel channel = config.open(new ChannelTools(CLOCK))) {
            return channel.send(message);
        }
    }

    private static GreenMail server(String protocol) {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        mail.start();
        mail.setUser("ops@example.org", "weir", "mail-secret");
        return mail;
    }

    private static int port(GreenMail mail, String protocol) {
        return protocol.equals(ServerSetup.PROTOCOL_SMTPS)
                ? mail.getSmtps().getPort()
                : mail.getSmtp().getPort();
    }

    @Test
    void mailHasTextAndHtmlAndIsOneOfItsGroupsThread() throws Exception {
        GreenMail mail = server(ServerSetup.PROTOCOL_SMTP);
        try {
            EmailConfig config = config(port(mail, ServerSetup.PROTOCOL_SMTP), Encryption.NONE, null);
            assertThat(send(config, TestingMessages.firing())).isInstanceOf(Delivery.Delivered.class);
            assertThat(send(config, TestingMessages.firing())).isInstanceOf(Delivery.Delivered.class);
            assertThat(send(config, TestingMessages.resolved())).isInstanceOf(Delivery.Delivered.class);
            MimeMessage[] received = mail.getReceivedMessages();
            assertThat(received).hasSize(3);
            assertThat(received[0].getSubject()).isEqualTo("[告警] orders 失败：java.io.IOException: disk full");
            assertThat(received[0].getHeader("X-Team")).containsExactly("critical for ops");
            assertThat(received[0].getFrom()[0]).hasToString("Weir <weir@example.org>");
            assertThat(received[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(received[0].getMessageID()).isEqualTo(received[1].getMessageID());
            assertThat(received[0].getHeader("References"))
                    .isEqualTo(received[2].getHeader("References"))
                    .hasSize(1);
            MimeMultipart parts = (MimeMultipart) received[0].getContent();
            assertThat(parts.getContentType()).startsWith("multipart/alternative");
            Golden.check("email/firing-zh.txt", lines(parts.getBodyPart(0).getContent()));
            Golden.check("email/firing-zh.html", lines(parts.getBodyPart(1).getContent()));
        } finally {
            mail.stop();
        }
    }

    private static String lines(Object content) {
        return content.toString().replace("\r\n", "\n").strip() + "\n";
    }

    @Test
    void loginGoesOverTlsOnly() throws Exception {
        GreenMail mail = server(ServerSetup.PROTOCOL_SMTPS);
        try {
            int port = port(mail, ServerSetup.PROTOCOL_SMTPS);
            assertThat(send(config(port, Encryption.IMPLICIT, LOGIN), TestingMessages.firing()))
                    .isInstanceOf(Delivery.Delivered.class);
            assertThat(mail.getReceivedMessages()).hasSize(1);
            assertThat(send(
                            config(port, Encryption.IMPLICIT, new Login("weir", new SecretText("wrong-secret"))),
                            TestingMessages.firing()))
                    .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.cause())
                            .contains("auth_password")
                            .doesNotContain("wrong-secret"));
        } finally {
            mail.stop();
        }
        assertThatThrownBy(() -> config(25, Encryption.NONE, LOGIN)).hasMessageContaining("in clear");
    }

    @Test
    void startTlsEncryptsBeforeTheLogin() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp().offeringStartTls()) {
            assertThat(send(config(smtp.port(), Encryption.STARTTLS, LOGIN), TestingMessages.firing()))
                    .isInstanceOf(Delivery.Delivered.class);
            assertThat(smtp.clear()).contains("STARTTLS").noneMatch(line -> line.startsWith("AUTH"));
            assertThat(smtp.encrypted())
                    .anyMatch(line -> line.startsWith("AUTH"))
                    .contains("DATA");
        }
    }

    @Test
    void serverWhoseStartTlsWasTakenAwayGetsNeitherLoginNorMail() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp()) {
            assertThat(send(config(smtp.port(), Encryption.STARTTLS, LOGIN), TestingMessages.firing()))
                    .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.cause())
                            .contains("STARTTLS"));
            assertThat(smtp.clear()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test
    void greylistedMailboxMayPassAndAnUnknownOneIsRefused() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp()) {
            smtp.say("RCPT", "451 4.7.1 Greylisted, come back later");
            assertThat(send(config(smtp.port(), Encryption.NONE, null), TestingMessages.firing()))
                    .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.cause())
                            .contains("Greylisted"));
        }
        try (ScriptedSmtp smtp = new ScriptedSmtp()) {
            smtp.say("RCPT", "550 5.1.1 No such mailbox");
            assertThat(send(config(smtp.port(), Encryption.NONE, null), TestingMessages.firing()))
                    .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.cause())
                            .contains("No such mailbox"));
        }
    }

    @Test
    void oneUnknownMailboxDoesNotKeepTheOtherFromItsMail() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp()) {
            smtp.say("RCPT TO:<gone@", "550 5.1.1 No such mailbox");
            EmailConfig config = config(
                    smtp.port(),
                    Encryption.NONE,
                    null,
                    Duration.ofSeconds(20),
                    List.of("gone@example.org", "ops@example.org"));
            assertThat(send(config, TestingMessages.firing()))
                    .isInstanceOfSatisfying(Delivery.Delivered.class, delivered -> assertThat(delivered.answer())
                            .contains("No such mailbox"));
            assertThat(smtp.clear()).contains("DATA");
        }
    }

    @Test
    void busyServerMayPassAndARefusingOneNot() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp()) {
            smtp.say("MAIL", "421 4.3.2 Try again later");
            assertThat(send(config(smtp.port(), Encryption.NONE, null), TestingMessages.firing()))
                    .isInstanceOf(Delivery.Retry.class);
        }
        try (ScriptedSmtp smtp = new ScriptedSmtp()) {
            smtp.say(".", "554 5.7.1 Looks like spam");
            assertThat(send(config(smtp.port(), Encryption.NONE, null), TestingMessages.firing()))
                    .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.cause())
                            .contains("spam"));
        }
    }

    @Test
    void serverThatHangsInDataCostsTheDeadline() throws Exception {
        try (ScriptedSmtp smtp = new ScriptedSmtp()) {
            smtp.hangAt(".");
            EmailConfig config =
                    config(smtp.port(), Encryption.NONE, null, Duration.ofMillis(800), List.of("ops@example.org"));
            assertThat(send(config, TestingMessages.firing()))
                    .isInstanceOfSatisfying(Delivery.Retry.class, retry -> assertThat(retry.cause())
                            .contains("within 800 ms"));
            assertThat(smtp.clear()).contains("DATA");
        }
    }

    @Test
    void serverThatIsDownMayPass() throws Exception {
        int port;
        try (ScriptedSmtp smtp = new ScriptedSmtp()) {
            port = smtp.port();
        }
        assertThat(send(config(port, Encryption.NONE, null), TestingMessages.firing()))
                .isInstanceOf(Delivery.Retry.class);
    }

    @Test
    void textsOfAttackersAddNoHeaderAndNoHtml() throws Exception {
        GreenMail mail = server(ServerSetup.PROTOCOL_SMTP);
        try {
            String hostile = "x\r\nBcc: evil@example.org\r\n\r\n<script>alert(1)</script>{{{title}}}";
            Message message = TestingMessages.of(TestingMessages.hostile(hostile));
            assertThat(send(config(port(mail, ServerSetup.PROTOCOL_SMTP), Encryption.NONE, null), message))
                    .isInstanceOf(Delivery.Delivered.class);
            MimeMessage received = mail.getReceivedMessages()[0];
            assertThat(received.getHeader("Bcc")).isNull();
            MimeMultipart parts = (MimeMultipart) received.getContent();
            assertThat(parts.getBodyPart(1).getContent().toString())
                    .doesNotContain("<script")
                    .contains("&lt;script&gt;");
        } finally {
            mail.stop();
        }
    }
}
