package io.weir.runtime.sql;

import io.weir.runtime.sql.flink.HiddenValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;

/** What a child process says, in a file and the one before it, neither longer than it may be, without hidden values. */
final class ChildLog extends OutputStream {
    static final long LARGEST = 2 << 20;

    private final Path file;
    private final long largest;
    private OutputStream out;
    private long written;

    ChildLog(Path file, long largest) throws IOException {
        this.file = file;
        this.largest = largest;
        this.out = Files.newOutputStream(file);
    }

    /** Writes what comes until it ends, in a thread of its own. */
    static void follow(InputStream said, Path file, Supplier<HiddenValues> hidden) throws IOException {
        OutputStream log = new MaskedOutput(new ChildLog(file, LARGEST), hidden);
        Thread thread = new Thread(
                () -> {
                    try (said;
                            log) {
                        said.transferTo(log);
                    } catch (IOException e) {
                        // The process is gone, or the disk is full; neither is worth more than the end of this log.
                    }
                },
                "sql-log");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (written > 0 && written + length > largest) {
            out.close();
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            out = Files.newOutputStream(file);
            written = 0;
        }
        out.write(bytes, from, length);
        written += length;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
