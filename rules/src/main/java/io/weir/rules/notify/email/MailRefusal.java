package io.weir.rules.notify.email;

import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.http.Excerpts;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Why a mail was not taken, by <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1">SMTP's codes</a>: 4yz may pass, as with
 * greylisting; 5yz is for good.
 *
 * @param code 0 when the server said none, as when the connection broke
 * @param refused the mailboxes that are refused for good
 * @param mayPass whether another attempt may do better
 */
record MailRefusal(int code, String cause, List<Address> refused, boolean mayPass) {
    private static final Pattern CODE = Pattern.compile("\\b([45]\\d\\d)[ -]");

    static MailRefusal of(MessagingException failure) {
        List<Address> refused = new ArrayList<>();
        boolean later = false;
        int code = 0;
        Exception deepest = failure;
        for (Exception e = failure; e != null; e = next(e)) {
            int said = code(e);
            later |= said >= 400 && said < 500;
            code = said > 0 ? said : code;
            deepest = said > 0 ? e : deepest;
            if (e instanceof SMTPAddressFailedException address && said >= 500) {
                refused.add(address.getAddress());
            }
        }
        if (code == 0) {
            Matcher matcher = CODE.matcher(String.valueOf(failure.getMessage()));
            code = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
            later = code < 500;
        }
        return new MailRefusal(code, Excerpts.line(String.valueOf(deepest.getMessage())), refused, later);
    }

    private static @Nullable Exception next(Exception e) {
        return e instanceof MessagingException chained ? chained.getNextException() : null;
    }

    private static int code(Exception e) {
        if (e instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        if (e instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        // Its own code repeats that of an address, where there is one.
        return e instanceof SMTPSendFailedException send && send.getNextException() == null ? send.getReturnCode() : 0;
    }

    Delivery delivery() {
        return mayPass ? new Delivery.Retry(cause, null) : new Delivery.Refused(cause);
    }
}
