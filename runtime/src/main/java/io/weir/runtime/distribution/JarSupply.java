package io.weir.runtime.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings jars into a folder, some at a time: those that are at hand, else from where they come from, each held against its SHA-256. */
record JarSupply(ArtifactSource source) {
    private static final Logger LOG = LoggerFactory.getLogger(JarSupply.class);
    private static final int DOWNLOADS = 6;

    /** @param home where some may be at hand */
    void fill(FlinkVersion version, Path home, Path staging, List<DistributionArtifact> artifacts, Progress progress) {
        ExecutorService downloads = Executors.newFixedThreadPool(DOWNLOADS, task -> {
            Thread thread = new Thread(task, "weir-runtime-download");
            thread.setDaemon(true);
            return thread;
        });
        try {
            AtomicInteger done = new AtomicInteger();
            AtomicBoolean failed = new AtomicBoolean();
            progress.report("Flink " + version, 0, artifacts.size());
            List<Future<?>> placed = new ArrayList<>();
            for (DistributionArtifact artifact : artifacts) {
                placed.add(downloads.submit(() -> {
                    if (!failed.get()) {
                        try {
                            place(home, staging, artifact);
                        } catch (RuntimeException e) {
                            failed.set(true);
                            throw e;
                        }
                        progress.report(artifact.fileName(), done.incrementAndGet(), artifacts.size());
                    }
                }));
            }
            for (Future<?> one : placed) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DistributionException known) {
                throw known;
            }
            throw new DistributionException("cannot assemble Flink " + version + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DistributionException("interrupted while assembling Flink " + version, e);
        } finally {
            end(downloads);
        }
    }

    /**
     * Lets downloads under way end by themselves: an interrupt would cut the local repository's bookkeeping in the middle,
     * and they must not write into the next attempt's folder.
     */
    private static void end(ExecutorService downloads) {
        downloads.shutdown();
        try {
            if (!downloads.awaitTermination(1, TimeUnit.MINUTES)) {
                downloads.shutdownNow();
            }
        } catch (InterruptedException e) {
            downloads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void place(Path home, Path staging, DistributionArtifact artifact) {
        Path target = staging.resolve(artifact.path());
        try {
            Files.createDirectories(target.getParent());
            Path present = home.resolve(artifact.path());
            if (isSound(present, artifact)) {
                Trees.place(present, target);
            } else {
                Files.copy(fetched(artifact), target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    private Path fetched(DistributionArtifact artifact) throws IOException {
        Path file = source.fetch(artifact, false);
        if (isSound(file, artifact)) {
            return file;
        }
        LOG.warn("{} is not what Flink published; fetching it again", file);
        Path again = source.fetch(artifact, true);
        if (isSound(again, artifact)) {
            return again;
        }
        throw new DistributionException(
                artifact.coordinates() + " has SHA-256 " + Sha256.of(again) + " but must have " + artifact.sha256()
                        + "; the repository or something between serves another file: look at the mirror or proxy in"
                        + " ~/.m2/settings.xml");
    }

    static boolean isSound(Path file, DistributionArtifact artifact) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == artifact.bytes()
                    && Sha256.of(file).equals(artifact.sha256());
        } catch (IOException e) {
            LOG.warn("Cannot read {}: {}", file, e.toString());
            return false;
        }
    }
}
