package io.weir.diagnosis.known;

import io.weir.diagnosis.trace.StackText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What makes an exception the same as another: the class of its deepest cause, the first frames of the user's code below it without line
 * numbers, and its message with what varies taken out. What wraps the cause does not matter: Flink wraps the last failure of a job
 * otherwise than those before.
 *
 * @param fingerprint 16 hex digits
 * @param cause the deepest cause's template
 * @param frames of the user, at most {@value #FRAMES}; the innermost frames at all when there are none of the user
 */
public record ExceptionPrint(String fingerprint, String className, String cause, List<String> frames) {
    static final int FRAMES = 3;
    private static final int BYTES = 8;
    private static final int LONGEST = 500;
    private static final Pattern GENERATED = Pattern.compile("\\$\\$Lambda\\S*|\\$\\d+\\b|lambda\\$(\\w+)\\$\\d+");
    private static final Pattern ID = Pattern.compile("\\b(?=[0-9a-fA-F-]*\\d)[0-9a-fA-F]{8}[0-9a-fA-F-]*\\b");
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z_])-?\\d+(?:[.,:]\\d+)*");

    public ExceptionPrint {
        frames = List.copyOf(frames);
    }

    /** The print of a stack trace; one that names no throwable is told apart by its first line. */
    public static ExceptionPrint of(String stackTrace) {
        StackText trace = StackText.of(stackTrace);
        if (!trace.isPresent()) {
            String line = template(stackTrace.lines().findFirst().orElse(""));
            return new ExceptionPrint(hash(line), "", line, List.of());
        }
        return of(trace);
    }

    /** The print of a trace that names a throwable. */
    public static ExceptionPrint of(StackText trace) {
        StackText.Cause deepest = trace.deepest();
        List<String> own = trace.userFrames(FRAMES);
        List<String> frames = (own.isEmpty()
                        ? deepest.frames().stream().limit(FRAMES).toList()
                        : own)
                .stream().map(frame -> GENERATED.matcher(frame).replaceAll("")).toList();
        String message = template(deepest.message());
        String cause = message.isEmpty() ? deepest.className() : deepest.className() + ": " + message;
        return new ExceptionPrint(
                hash(deepest.className() + "\n" + message + "\n" + String.join("\n", frames)),
                deepest.className(),
                cause,
                frames);
    }

    private static String template(String message) {
        String without = NUMBER.matcher(ID.matcher(message).replaceAll("<id>")).replaceAll("<n>");
        return without.length() <= LONGEST ? without : without.substring(0, LONGEST);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
