package io.weir.runtime.driver.local;

import io.weir.runtime.distribution.Distribution;
import io.weir.runtime.driver.session.SessionCluster;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start finds: the ports to use and the processes of an earlier Weir that go on. A process goes on when its command
 * line and configuration are the ones the spec asks for now; TaskManagers only where their JobManager does.
 */
record Takeover(ClusterPlan plan, Map<String, Map<String, Integer>> ports, Map<String, RunningProcess> adopted) {
    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);
    private static final int PROBES = 10;

    Takeover {
        adopted = Map.copyOf(adopted);
    }

    static Takeover prepare(LocalClusterSpec spec, ClusterFolder folder, Distribution distribution)
            throws IOException, InterruptedException {
        ClusterRecord record = ClusterRecord.read(spec.name(), folder);
        Map<String, Map<String, Integer>> ports = ClusterPlan.ports(spec, record.ports());
        Orphans orphans = Orphans.of(folder);
        ClusterPlan plan = ClusterPlan.write(spec, folder, distribution, ports);
        Map<String, RunningProcess> adopted = new LinkedHashMap<>(orphans.matching(plan));
        if (!adopted.containsKey(LocalNames.JOB_MANAGER) || !answers(ports)) {
            adopted.clear();
        }
        orphans.stopOthers(adopted);
        if (adopted.isEmpty() && spec.job() == null) {
            folder.forgetOldCheckpoints();
        }
        Map<String, Map<String, Integer>> usable = replaceTaken(ports, adopted);
        if (!usable.equals(ports)) {
            plan = ClusterPlan.write(spec, folder, distribution, usable);
        }
        return new Takeover(plan, usable, adopted);
    }

    /**
     * What is left of an application cluster.
     *
     * @return empty when its JobManager is gone or runs by another command; what was left of it is stopped then
     */
    static Optional<Takeover> only(LocalClusterSpec spec, ClusterFolder folder, Distribution distribution)
            throws IOException, InterruptedException {
        Orphans orphans = Orphans.of(folder);
        if (orphans.areNone()) {
            return Optional.empty();
        }
        ClusterRecord record = ClusterRecord.read(spec.name(), folder);
        Map<String, Map<String, Integer>> ports = ClusterPlan.ports(spec, record.ports());
        ClusterPlan plan = ClusterPlan.write(spec, folder, distribution, ports);
        Map<String, RunningProcess> adopted = new LinkedHashMap<>(orphans.matching(plan));
        if (!adopted.containsKey(LocalNames.JOB_MANAGER)) {
            adopted.clear();
        }
        orphans.stopOthers(adopted);
        return adopted.isEmpty() ? Optional.empty() : Optional.of(new Takeover(plan, ports, adopted));
    }

    /**
     * New ports for those that a stranger listens on. An adopted JobManager keeps its own, so the shared configuration, and
     * with it the fingerprint of adopted TaskManagers, stays as it is.
     */
    private static Map<String, Map<String, Integer>> replaceTaken(
            Map<String, Map<String, Integer>> ports, Map<String, RunningProcess> adopted) {
        Set<Integer> promised = new HashSet<>();
        ports.values().forEach(own -> promised.addAll(own.values()));
        Map<String, Map<String, Integer>> usable = new LinkedHashMap<>(ports);
        ports.forEach((process, own) -> {
            if (!adopted.containsKey(process) && !Ports.areFree(own)) {
                LOG.info("A port of {} is taken by another program; it gets new ones", process);
                usable.put(process, Ports.allocate(ClusterPlan.purposes(process), promised));
            }
        });
        return usable;
    }

    private static boolean answers(Map<String, Map<String, Integer>> ports) throws InterruptedException {
        SessionCluster cluster = new SessionCluster(ClusterPlan.rest(ports));
        for (int probe = 0; probe < PROBES; probe++) {
            try {
                cluster.taskManagers();
                return true;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
        LOG.warn("The JobManager that an earlier Weir left does not answer; the cluster is started anew");
        return false;
    }
}
