package io.weir.runtime.deployment;

/** A version of an uploaded file, by its name. */
public record ArtifactRef(String name, int version) {
    @Override
    public String toString() {
        return name + " version " + version;
    }
}
