package io.weir.runtime.deployment;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A deployment.
 *
 * @param id made by Weir, never used again
 * @param workspace whose it is, for good
 * @param name unique; in application mode also the name of its cluster
 * @param folder such as {@code shop/orders}; empty for the top
 * @param revision of everything that people edit; grows with each edit
 */
public record Deployment(
        String id,
        String workspace,
        String name,
        String folder,
        Map<String, String> labels,
        String description,
        DeploymentSpec draft,
        long revision,
        String changedBy,
        Instant changedAt,
        Wish wish,
        Status status) {
    private static final String NAME = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    public Deployment {
        labels = Map.copyOf(new TreeMap<>(labels));
        if (!name.matches(NAME)) {
            throw new SpecException(
                    "name: \"" + name + "\" cannot be used; write small letters, digits and -, 63 at most");
        }
        if (!folder.matches("(?!/)[^\\p{Cntrl}]{0,200}(?<!/)") || folder.contains("//") || folder.contains("..")) {
            throw new SpecException("folder: \"" + folder + "\" cannot be used; write one such as shop/orders");
        }
        if (description.length() > 2000) {
            throw new SpecException("description: at most 2000 characters, got " + description.length());
        }
        if (labels.size() > 50) {
            throw new SpecException("labels: at most 50, got " + labels.size());
        }
        labels.forEach((key, value) -> {
            if (!key.matches("[A-Za-z_][A-Za-z0-9_]{0,62}") || value.length() > 200) {
                throw new SpecException("labels: \"" + key
                        + "\" cannot be used; write letters, digits and _, and a value of" + " at most 200 characters");
            }
        });
    }

    /** With what people edit from elsewhere. */
    public Deployment edited(
            String folder,
            Map<String, String> labels,
            String description,
            DeploymentSpec draft,
            String by,
            Instant at) {
        return new Deployment(
                id, workspace, name, folder, labels, description, draft, revision + 1, by, at, wish, status);
    }

    public Deployment wishing(Wish next) {
        return new Deployment(
                id, workspace, name, folder, labels, description, draft, revision, changedBy, changedAt, next, status);
    }

    public Deployment being(Status next) {
        return new Deployment(
                id, workspace, name, folder, labels, description, draft, revision, changedBy, changedAt, wish, next);
    }

    /** Whether somebody wants what is not yet so. */
    public boolean hasOpenWish() {
        return wish.number() > status.handled();
    }
}
