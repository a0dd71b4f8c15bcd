package io.weir.web.cli;

import io.weir.web.auth.Access;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** Says how to log in. */
final class Credentials {
    private Credentials() {}

    static void print(PrintWriter out, Optional<String> password, Path data, String command) {
        if (password.isPresent()) {
            out.println("  login   " + Access.ADMIN + " / " + password.get() + "   (shown this once)");
        } else {
            out.println("  login   " + Access.ADMIN + ", with the password of the first start; a new one: " + command
                    + " --reset-password");
        }
        out.println("  token   in " + data.resolve("admin.token") + ", for `Authorization: Bearer ...`");
    }
}
