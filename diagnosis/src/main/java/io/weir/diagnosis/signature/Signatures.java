package io.weir.diagnosis.signature;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All signatures: those that ship, those of the folder that the config names, those that people wrote. One with the id of another takes
 * its place, in this order. Thread-safe.
 */
public final class Signatures {
    /** The most that people may add, files and written ones together. */
    public static final int MOST_OWN = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);
    private static final long LARGEST_FILE = 64 * 1024;
    private static final String FOLDER = "/signatures/";

    private final Map<String, Signature> shipped;
    private final Map<String, Signature> files;
    private final SignatureStore store;
    private final List<KnownNoise> noise;
    private volatile Map<String, Signature> all;

    private Signatures(Map<String, Signature> files, SignatureStore store) {
        this.shipped = shipped();
        this.files = files;
        this.store = store;
        this.noise = SignatureText.noise(resource("noise.yaml"), "noise.yaml");
        this.all = together();
    }

    /** Those that ship and those that people wrote. */
    public static Signatures open(SignatureStore store) {
        return open(null, store);
    }

    /**
     * Reads everything.
     *
     * @param folder of users' files, {@code *.yaml} and {@code *.yml}; null for none
     * @throws SignatureException naming the first file that cannot be used, and why
     */
    public static Signatures open(@Nullable Path folder, SignatureStore store) {
        return new Signatures(folder == null ? Map.of() : files(folder), store);
    }

    /** All in force, by id. */
    public List<Signature> all() {
        return List.copyOf(all.values());
    }

    /** One by its id. */
    public Optional<Signature> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /** Lines that mean nothing. */
    public List<KnownNoise> noise() {
        return noise;
    }

    /** All versions of one that people wrote, newest first. */
    public List<SignatureVersion> versions(String id) {
        return store.versions(id);
    }

    /**
     * Puts a person's signature in force.
     *
     * @param seen the version that it follows, 0 for none
     * @return false when somebody was faster
     * @throws SignatureException when it cannot be used
     */
    public synchronized boolean write(String id, long seen, String yaml, String person, Instant at) {
        Signature signature = SignatureText.read(yaml, "signature " + id, Signature.Origin.WRITTEN);
        if (!signature.id().equals(id)) {
            throw new SignatureException("id: it says " + signature.id() + " and is to be kept as " + id);
        }
        boolean isNew = store.versions(id).stream()
                .findFirst()
                .map(SignatureVersion::yaml)
                .isEmpty();
        if (isNew && own() >= MOST_OWN) {
            throw new SignatureException("there are " + MOST_OWN + " signatures of your own; take one away first");
        }
        boolean added = store.add(new SignatureVersion(id, seen + 1, yaml, person, at));
        all = together();
        return added;
    }

    /** Takes a person's signature away; one that it had the place of is in force again. False when somebody was faster. */
    public synchronized boolean takeAway(String id, long seen, String person, Instant at) {
        boolean added = store.add(new SignatureVersion(id, seen + 1, null, person, at));
        all = together();
        return added;
    }

    private long own() {
        return files.size()
                + store.current().stream().filter(each -> each.yaml() != null).count();
    }

    private Map<String, Signature> together() {
        Map<String, Signature> together = new LinkedHashMap<>(shipped);
        together.putAll(files);
        for (SignatureVersion version : store.current()) {
            String yaml = version.yaml();
            if (yaml == null) {
                continue;
            }
            try {
                together.put(
                        version.id(), SignatureText.read(yaml, "signature " + version.id(), Signature.Origin.WRITTEN));
            } catch (SignatureException e) {
                // It was good when it was written; a newer Weir reads its query otherwise.
                LOG.error("{}; it is left out until it is written anew", e.getMessage());
            }
        }
        return together;
    }

    private static Map<String, Signature> shipped() {
        Map<String, Signature> shipped = new LinkedHashMap<>();
        resource("index").lines().filter(name -> !name.isBlank()).forEach(name -> {
            Signature signature =
                    SignatureText.read(resource(name + ".yaml"), name + ".yaml", Signature.Origin.SHIPPED);
            shipped.put(signature.id(), signature);
        });
        return shipped;
    }

    static String resource(String name) {
        try (InputStream in = Signatures.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + FOLDER + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Signature> files(Path folder) {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
            listed.forEach(paths::add);
        } catch (IOException e) {
            throw new SignatureException("the folder of signatures " + folder + " cannot be read: " + e.getMessage());
        }
        if (paths.size() > MOST_OWN) {
            throw new SignatureException(folder + " holds " + paths.size() + " signatures; keep at most " + MOST_OWN);
        }
        Map<String, Signature> read = new LinkedHashMap<>();
        paths.stream().sorted().forEach(path -> {
            Signature signature = read(path);
            Signature before = read.put(signature.id(), signature);
            if (before != null) {
                throw new SignatureException(path + ": another file of " + folder + " has the id " + signature.id());
            }
        });
        return read;
    }

    private static Signature read(Path path) {
        try {
            if (Files.size(path) > LARGEST_FILE) {
                throw new SignatureException(path + ": is larger than " + LARGEST_FILE + " bytes");
            }
            return SignatureText.read(Files.readString(path), path.toString(), Signature.Origin.FILE);
        } catch (IOException e) {
            throw new SignatureException(path + ": cannot be read: " + e.getMessage());
        }
    }

    /** These, by their ids. */
    public Collection<Signature> named(List<String> ids) {
        List<Signature> found = new ArrayList<>();
        for (String id : ids) {
            Signature signature = all.get(id);
            if (signature == null) {
                throw new SignatureException("there is no signature " + id);
            }
            found.add(signature);
        }
        return found;
    }
}
