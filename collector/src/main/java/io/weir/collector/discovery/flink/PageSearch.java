package io.weir.collector.discovery.flink;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.TaskManager;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds which page belongs to which process of a cluster. Used by one thread. */
final class PageSearch {
    static final String JOBMANAGER = "jobmanager";

    /** In one search; the others are asked in the next. */
    private static final int MOST_QUESTIONS = 2_000;

    /**
     * What a search found.
     *
     * @param pages by process
     * @param missing what to say of each process without a page
     */
    record Result(Map<String, URI> pages, List<String> missing) {}

    private final PortProbe probe;

    PageSearch(PortProbe probe) {
        this.probe = probe;
    }

    /**
     * Asks the pages that are known whether they still are what they were, and the ports of the others' hosts.
     *
     * @param jobManagerHosts where the JobManager may be
     */
    Result search(ClusterState cluster, Set<String> jobManagerHosts, ReporterPorts ports, Map<String, URI> known)
            throws InterruptedException {
        Map<URI, Page> pages = new LinkedHashMap<>(probe.ask(known.values()));
        Map<String, URI> found = assign(cluster, jobManagerHosts, pages, known);
        Set<String> hosts = new LinkedHashSet<>();
        if (!found.containsKey(JOBMANAGER)) {
            hosts.addAll(jobManagerHosts);
        }
        for (TaskManager taskManager : cluster.taskManagers()) {
            if (!found.containsKey(taskManager.id())) {
                hosts.add(taskManager.host());
            }
        }
        if (!hosts.isEmpty()) {
            pages.putAll(probe.ask(questions(hosts, ports, pages.keySet())));
            found = assign(cluster, jobManagerHosts, pages, known);
        }
        return new Result(found, missing(cluster, jobManagerHosts, ports, found));
    }

    private static List<URI> questions(Set<String> hosts, ReporterPorts ports, Set<URI> answered) {
        List<URI> urls = new ArrayList<>();
        for (String host : hosts) {
            for (int port : ports.ports()) {
                URI url = url(host, port);
                if (url != null && !answered.contains(url) && urls.size() < MOST_QUESTIONS) {
                    urls.add(url);
                }
            }
        }
        return urls;
    }

    private static @Nullable URI url(String host, int port) {
        try {
            URI url = URI.create("http://" + host + ":" + port + "/metrics");
            return url.getHost() == null ? null : url;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Map<String, URI> assign(
            ClusterState cluster, Set<String> jobManagerHosts, Map<URI, Page> pages, Map<String, URI> known) {
        Map<String, URI> found = new LinkedHashMap<>();
        URI jobManager = jobManager(cluster, jobManagerHosts, pages, known.get(JOBMANAGER));
        if (jobManager != null) {
            found.put(JOBMANAGER, jobManager);
        }
        for (TaskManager taskManager : cluster.taskManagers()) {
            Page own = new Page.OfTaskManager(asLabel(taskManager.id()));
            pages.entrySet().stream()
                    .filter(page -> page.getValue().equals(own))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .ifPresent(url -> found.put(taskManager.id(), url));
        }
        return found;
    }

    /** A page that has one of the cluster's jobs is its JobManager's; without jobs the number of TaskManagers must tell. */
    private static @Nullable URI jobManager(
            ClusterState cluster, Set<String> hosts, Map<URI, Page> pages, @Nullable URI known) {
        Set<String> jobs = cluster.jobs().stream().map(Job::id).collect(Collectors.toSet());
        List<URI> sure = new ArrayList<>();
        List<URI> likely = new ArrayList<>();
        if (known != null
                && pages.get(known) instanceof Page.OfJobManager before
                && (before.jobs().isEmpty() || before.jobs().stream().anyMatch(jobs::contains))) {
            // The number of TaskManagers on its page and in its REST API may change at different moments.
            return known;
        }
        pages.forEach((url, page) -> {
            if (page instanceof Page.OfJobManager one && hosts.contains(url.getHost())) {
                if (one.jobs().stream().anyMatch(jobs::contains)) {
                    sure.add(url);
                } else if (one.jobs().isEmpty()
                        && one.taskManagers() == cluster.taskManagers().size()) {
                    likely.add(url);
                }
            }
        });
        List<URI> best = sure.isEmpty() ? likely : sure;
        return best.size() == 1 ? best.get(0) : null;
    }

    private static List<String> missing(
            ClusterState cluster, Set<String> jobManagerHosts, ReporterPorts ports, Map<String, URI> found) {
        List<String> missing = new ArrayList<>();
        if (!found.containsKey(JOBMANAGER)) {
            missing.add("the JobManager's page is at none of the ports " + ports + " of "
                    + String.join(", ", jobManagerHosts) + ", or cannot be told from another JobManager's");
        }
        for (TaskManager taskManager : cluster.taskManagers()) {
            if (!found.containsKey(taskManager.id())) {
                missing.add("the page of TaskManager " + taskManager.id() + " is at none of the ports " + ports + " of "
                        + taskManager.host());
            }
        }
        return List.copyOf(missing);
    }

    /** As the reporter writes a label's value. */
    static String asLabel(String text) {
        return text.replaceAll("[^a-zA-Z0-9:_]", "_");
    }
}
