package io.weir.rules.notify.email;

import io.weir.rules.notify.Channel;
import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.Message;
import io.weir.rules.notify.http.Excerpts;
import io.weir.rules.notify.http.ForbiddenAddressException;
import io.weir.rules.notify.http.GuardedSocket;
import io.weir.rules.notify.http.TlsSockets;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** Sends a mail for each message, over a connection of its own. */
final class EmailChannel implements Channel {
    private final EmailConfig config;
    private final TlsSockets tls;
    private final MailWriter writer;

    EmailChannel(EmailConfig config, Clock clock) {
        this.config = config;
        this.tls = new TlsSockets(config.socket().tls());
        this.writer = new MailWriter(config, clock);
    }

    @Override
    public Delivery send(Message message) throws InterruptedException {
        boolean implicit = config.encryption() == EmailConfig.Encryption.IMPLICIT;
        try (GuardedSocket socket = GuardedSocket.open(config.host(), config.port(), implicit, config.socket())) {
            try {
                Delivery delivery = send(message, socket);
                boolean cutOff = delivery instanceof Delivery.Retry && socket.late();
                return cutOff ? late() : delivery;
            } catch (MessagingException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while it sent a mail");
                }
                return socket.late() ? late() : failed(e);
            }
        } catch (ForbiddenAddressException e) {
            return new Delivery.Refused(said(e));
        } catch (IOException | GeneralSecurityException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while it connected to a mail server");
            }
            return new Delivery.Retry(server() + ": " + said(e), null);
        }
    }

    private Delivery send(Message message, GuardedSocket socket)
            throws MessagingException, IOException, GeneralSecurityException {
        Session session = Session.getInstance(properties(socket), login());
        MimeMessage mail = writer.write(session, message);
        // Closed without a wait for the server's farewell: the socket is closed after it in any case.
        try (SMTPTransport transport = (SMTPTransport) session.getTransport("smtp")) {
            transport.connect(socket.socket());
            return deliver(transport, mail, List.of(mail.getAllRecipients()));
        }
    }

    /** Mailboxes that are refused for good do not keep the others from their mail. */
    private static Delivery deliver(SMTPTransport transport, MimeMessage mail, List<Address> recipients)
            throws MessagingException {
        MailRefusal refusal;
        try {
            transport.sendMessage(mail, recipients.toArray(Address[]::new));
            return new Delivery.Delivered(Excerpts.line(transport.getLastServerResponse()));
        } catch (MessagingException e) {
            refusal = MailRefusal.of(e);
        }
        List<Address> rest = new ArrayList<>(recipients);
        rest.removeAll(refusal.refused());
        if (refusal.mayPass() || rest.isEmpty() || rest.size() == recipients.size()) {
            return refusal.delivery();
        }
        try {
            transport.sendMessage(mail, rest.toArray(Address[]::new));
            return new Delivery.Delivered("taken, but not for all: " + refusal.cause());
        } catch (MessagingException e) {
            return MailRefusal.of(e).delivery();
        }
    }

    private Properties properties(GuardedSocket socket) throws IOException, GeneralSecurityException {
        Properties properties = new Properties();
        boolean startTls = config.encryption() == EmailConfig.Encryption.STARTTLS;
        // The library looks this name up once more on its way to the login; an address needs no look-up. What the
        // certificate must
        // bear is the name that the socket was opened with.
        properties.put("mail.smtp.host", socket.socket().getInetAddress().getHostAddress());
        properties.put("mail.smtp.localhost", config.hello());
        properties.put("mail.smtp.starttls.enable", String.valueOf(startTls));
        properties.put("mail.smtp.starttls.required", String.valueOf(startTls));
        properties.put(
                "mail.smtp.ssl.checkserveridentity",
                String.valueOf(!config.socket().tls().insecureSkipVerify()));
        if (startTls) {
            properties.put("mail.smtp.ssl.socketFactory", tls.factory());
        }
        properties.put("mail.smtp.auth", String.valueOf(config.login() != null));
        properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.put("mail.smtp.quitwait", "false");
        return properties;
    }

    private @Nullable Authenticator login() {
        EmailConfig.Login login = config.login();
        if (login == null) {
            return null;
        }
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(
                        login.username(), login.password().reveal());
            }
        };
    }

    private Delivery late() {
        return new Delivery.Retry(
                server() + " did not take the mail within "
                        + config.socket().timeout().toMillis() + " ms",
                null);
    }

    private Delivery failed(MessagingException e) {
        if (e instanceof AuthenticationFailedException) {
            String said = said(e);
            // 454 is a login that cannot be checked now: https://www.rfc-editor.org/rfc/rfc4954#section-4.7.3
            return said.startsWith("454") || said.startsWith("421")
                    ? new Delivery.Retry(server() + ": " + said, null)
                    : new Delivery.Refused(
                            server() + " refuses the login: " + said + " (look at auth_username and auth_password)");
        }
        MailRefusal refusal = MailRefusal.of(e);
        if (refusal.code() >= 500) {
            return new Delivery.Refused(server() + ": " + refusal.cause());
        }
        return new Delivery.Retry(server() + ": " + refusal.cause(), null);
    }

    private String server() {
        return "mail server " + config.host() + ":" + config.port();
    }

    private String said(Exception e) {
        return Excerpts.line(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
}
