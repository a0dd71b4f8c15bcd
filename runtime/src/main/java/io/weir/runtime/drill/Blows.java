package io.weir.runtime.drill;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.weir.runtime.distribution.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** What drills do to processes and folders, and how it is undone. */
final class Blows {
    private static final String FILLER = "io/weir/runtime/drill/HeapFiller.class";
    private static final String CUT = ".cut";

    private Blows() {}

    /** SIGSTOP or SIGCONT. */
    static void signal(long pid, String name) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .redirectErrorStream(true)
                .start();
        try {
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IOException("SIG" + name + " cannot be sent to pid " + pid);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static void fillHeap(long pid, Duration duration, Path folder) throws IOException {
        Path agent = agent(folder);
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                machine.loadAgent(agent.toAbsolutePath().toString(), Long.toString(duration.toSeconds()));
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new IOException("the process lets nothing in: " + e.getMessage(), e);
        } catch (NoClassDefFoundError e) {
            throw new IOException("this drill needs a JDK; Weir runs on a Java without the module jdk.attach", e);
        }
    }

    private static Path agent(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("heap-filler.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Agent-Class"), HeapFiller.class.getName());
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                InputStream in = Blows.class.getResourceAsStream("/" + FILLER)) {
            if (in == null) {
                throw new IOException("Weir's own class " + FILLER + " is not on its class path");
            }
            jar.putNextEntry(new ZipEntry(FILLER));
            in.transferTo(jar);
            jar.closeEntry();
        }
        return file;
    }

    /** A plain file in place of the folder: nobody can make a folder in it, not even root. */
    static void cut(Path folder) throws IOException {
        Path aside = aside(folder);
        if (Files.exists(aside)) {
            throw new IOException(folder + " is cut already");
        }
        Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
        Files.createFile(folder);
    }

    static void mend(Path folder) throws IOException {
        Path aside = aside(folder);
        if (!Files.isDirectory(aside)) {
            return;
        }
        if (Files.isRegularFile(folder)) {
            Files.delete(folder);
        }
        try {
            Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            // Flink was quicker: it has made the folder anew for its next checkpoint.
            merge(aside, folder);
        }
    }

    /** Moves what is in a folder into another one, in which what is there stays: it is newer. */
    private static void merge(Path from, Path into) throws IOException {
        List<Path> children;
        try (Stream<Path> all = Files.list(from)) {
            children = all.toList();
        }
        for (Path child : children) {
            Path target = into.resolve(child.getFileName());
            try {
                if (Files.notExists(target)) {
                    Files.move(child, target, StandardCopyOption.ATOMIC_MOVE);
                    continue;
                }
            } catch (FileSystemException e) {
                if (Files.notExists(target)) {
                    throw e;
                }
                // It has come just now.
            }
            if (Files.isDirectory(child) && Files.isDirectory(target)) {
                merge(child, target);
            } else {
                Trees.delete(child);
            }
        }
        Files.delete(from);
    }

    private static Path aside(Path folder) {
        return folder.resolveSibling(folder.getFileName() + CUT);
    }
}
