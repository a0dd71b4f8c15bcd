package io.weir.web.api;

import io.javalin.http.Context;

/** Which version somebody saw, as <a href="https://www.rfc-editor.org/rfc/rfc9110#name-if-match">RFC 9110</a> has it. */
final class IfMatch {
    private IfMatch() {}

    static long version(Context context) {
        String match = context.header("If-Match");
        if (match == null) {
            throw ApiException.preconditionRequired(
                    "say by If-Match which version you saw, such as If-Match: \"3\"; it is the ETag of what you read");
        }
        try {
            return Long.parseLong(match.strip().replaceAll("^\"|\"$", ""));
        } catch (NumberFormatException e) {
            throw ApiException.badData("If-Match: " + match + " is no version; write If-Match: \"3\"");
        }
    }
}
