package io.weir.runtime.deployment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Deployments in memory. */
public final class MemoryDeploymentStore implements DeploymentStore {
    private final Map<String, Deployment> deployments = new HashMap<>();
    private final Map<String, TreeMap<Integer, DeploymentVersion>> versions = new HashMap<>();
    private final Map<String, Integer> highest = new HashMap<>();

    @Override
    public synchronized boolean add(Deployment deployment) {
        if (named(deployment.name()).isPresent()) {
            return false;
        }
        deployments.put(deployment.id(), deployment);
        return true;
    }

    @Override
    public synchronized boolean edit(Deployment edited) {
        Deployment known = deployments.get(edited.id());
        if (known == null || edited.revision() != known.revision() + 1) {
            return false;
        }
        deployments.put(edited.id(), edited.wishing(known.wish()).being(known.status()));
        return true;
    }

    @Override
    public synchronized boolean wish(String id, Wish wish) {
        Deployment known = deployments.get(id);
        if (known == null || wish.number() != known.wish().number() + 1) {
            return false;
        }
        deployments.put(id, known.wishing(wish));
        return true;
    }

    @Override
    public synchronized void status(String id, Status status) {
        deployments.computeIfPresent(id, (same, known) -> known.being(status));
    }

    @Override
    public synchronized Optional<Deployment> find(String id) {
        return Optional.ofNullable(deployments.get(id));
    }

    @Override
    public synchronized Optional<Deployment> named(String name) {
        return deployments.values().stream()
                .filter(known -> known.name().equals(name))
                .findFirst();
    }

    @Override
    public synchronized List<Deployment> all() {
        return deployments.values().stream()
                .sorted(Comparator.comparing(Deployment::name))
                .toList();
    }

    @Override
    public synchronized void delete(String id) {
        deployments.remove(id);
        versions.remove(id);
        highest.remove(id);
    }

    @Override
    public synchronized boolean add(DeploymentVersion version) {
        String id = version.deploymentId();
        if (version.number() <= highestVersion(id)) {
            return false;
        }
        highest.put(id, version.number());
        versions.computeIfAbsent(id, same -> new TreeMap<>()).put(version.number(), version);
        return true;
    }

    @Override
    public synchronized Optional<DeploymentVersion> version(String id, int number) {
        return Optional.ofNullable(versions.getOrDefault(id, new TreeMap<>()).get(number));
    }

    @Override
    public synchronized List<DeploymentVersion> versions(String id) {
        return new ArrayList<>(
                versions.getOrDefault(id, new TreeMap<>()).descendingMap().values());
    }

    @Override
    public synchronized int highestVersion(String id) {
        return highest.getOrDefault(id, 0);
    }

    @Override
    public synchronized void deleteVersion(String id, int number) {
        versions.getOrDefault(id, new TreeMap<>()).remove(number);
    }
}
