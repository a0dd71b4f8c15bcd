package io.weir.runtime.deployment;

import java.util.List;
import java.util.Optional;

/** Keeps deployments and their versions over restarts. Thread-safe. Instants are kept to the millisecond. */
public interface DeploymentStore {
    /** Adds a deployment; false when one of its name exists. */
    boolean add(Deployment deployment);

    /** Writes what people edit; false when its revision does not follow the stored one. */
    boolean edit(Deployment deployment);

    /** Writes a wish; false when its number does not follow the stored one. */
    boolean wish(String id, Wish wish);

    void status(String id, Status status);

    Optional<Deployment> find(String id);

    Optional<Deployment> named(String name);

    /** By name. */
    List<Deployment> all();

    /** With its versions, but without its runs. */
    void delete(String id);

    /** Adds a version; false when its number is taken. */
    boolean add(DeploymentVersion version);

    Optional<DeploymentVersion> version(String id, int number);

    /** Newest first. */
    List<DeploymentVersion> versions(String id);

    /** The highest number ever given to a version of this deployment; 0 when none was. */
    int highestVersion(String id);

    void deleteVersion(String id, int number);
}
