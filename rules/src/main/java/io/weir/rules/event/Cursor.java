package io.weir.rules.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** The place after an event in the order of pages: start, newest first, then id. */
record Cursor(long startsAtMs, String id) {
    static Cursor after(Event event) {
        return new Cursor(event.startsAt().toEpochMilli(), event.id());
    }

    static Cursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
            int colon = plain.indexOf(':');
            return new Cursor(Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "cursor \"" + text + "\" is none that an events page gave; leave it out for the first page", e);
        }
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((startsAtMs + ":" + id).getBytes(UTF_8));
    }

    boolean isBefore(Event event) {
        int order = Long.compare(event.startsAt().toEpochMilli(), startsAtMs);
        return order < 0 || order == 0 && event.id().compareTo(id) < 0;
    }
}
