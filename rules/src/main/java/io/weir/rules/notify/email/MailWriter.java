package io.weir.rules.notify.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.rules.notify.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the mail of a message: plain text, and HTML for those who read it. Mails about one group refer to one another, so that readers show
 * them as a thread (<a href="https://www.rfc-editor.org/rfc/rfc5322#section-3.6.4">RFC 5322</a>).
 */
final class MailWriter {
    private final EmailTexts texts;
    private final InternetAddress from;
    private final InternetAddress[] to;
    private final String domain;
    private final Clock clock;

    MailWriter(EmailConfig config, Clock clock) {
        this.texts = new EmailTexts(config);
        this.from = EmailTexts.address(config.from());
        this.to = config.to().stream().map(EmailTexts::address).toArray(InternetAddress[]::new);
        this.domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
        this.clock = clock;
    }

    MimeMessage write(Session session, Message message) throws MessagingException {
        // The same for every attempt, so that a mailbox can drop what it has.
        Identified mail = new Identified(session, id("message " + message.id()));
        mail.setFrom(from);
        mail.setRecipients(jakarta.mail.Message.RecipientType.TO, to);
        mail.setSentDate(Date.from(clock.instant()));
        for (Map.Entry<String, String> header : texts.headers(message).entrySet()) {
            mail.setHeader(header.getKey(), encoded(header.getKey(), header.getValue()));
        }
        String thread = id("group " + message.receiver() + " " + message.groupKey());
        mail.setHeader("References", thread);
        mail.setHeader("In-Reply-To", thread);
        // Nobody's absence note is wanted: https://www.rfc-editor.org/rfc/rfc3834#section-5
        mail.setHeader("Auto-Submitted", "auto-generated");
        fill(mail, texts.plain(message), texts.html(message));
        mail.saveChanges();
        return mail;
    }

    private static void fill(MimeMessage mail, String plain, @Nullable String html) throws MessagingException {
        if (html == null) {
            mail.setText(plain, UTF_8.name());
            return;
        }
        MimeMultipart parts = new MimeMultipart("alternative");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(plain, UTF_8.name());
        parts.addBodyPart(text);
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, UTF_8.name(), "html");
        parts.addBodyPart(rich);
        mail.setContent(parts);
    }

    private static String encoded(String name, String value) {
        try {
            return MimeUtility.fold(name.length() + 2, MimeUtility.encodeText(value, UTF_8.name(), null));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every JDK has UTF-8", e);
        }
    }

    private String id(String what) {
        return "<" + UUID.nameUUIDFromBytes(what.getBytes(UTF_8)) + "@" + domain + ">";
    }

    /** A mail that keeps the id that it was given. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
