package io.weir.runtime.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Programs that stand for interpreters. */
public final class Interpreters {
    private Interpreters() {}

    /** One that runs a shell script. */
    public static Path saying(Path folder, String script) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("python-of-a-test");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    /** Python itself, which says that it has a pyflink when it is asked. */
    public static Path claiming(Path folder, String pyflink) throws IOException {
        return saying(folder, """
                if [ "$1" = -c ]; then
                    echo python=3.11.2
                    echo pyflink=%s
                else
                    exec python3 "$@"
                fi
                """.formatted(pyflink));
    }
}
