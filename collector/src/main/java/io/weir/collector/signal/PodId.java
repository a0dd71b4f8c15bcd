package io.weir.collector.signal;

/**
 * Which pod of Kubernetes.
 *
 * @param kubernetes the name that the config gives the API it is known from
 * @param uid Kubernetes' own; a pod made anew under the same name has another
 */
public record PodId(String kubernetes, String namespace, String name, String uid) {
    /** Namespace and name, as {@code kubectl} takes them. */
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
