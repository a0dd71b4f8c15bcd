package io.weir.collector.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.weir.collector.signal.PodTrouble;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pod's status, read (<a href="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/">Pod lifecycle</a>, <a
 * href="https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions">disruption conditions</a>).
 */
final class PodStates {
    private static final int MOST_MESSAGE_CHARS = 4_000;
    private static final Set<String> IMAGE_REASONS = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable",
            "SignatureValidationFailed");
    private static final Set<String> CREATE_REASONS = Set.of(
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError",
            "PreStartHookError",
            "PostStartHookError",
            "StartError");

    /** The kubelet's and the taint manager's words for a pod that had to go. */
    private static final Set<String> EVICTED_REASONS = Set.of(
            "Evicted", "Preempting", "Preempted", "NodeShutdown", "Shutdown", "Terminated", "TaintManagerEviction");

    private final Pod pod;
    private final PodSpec spec;
    private final PodStatus status;
    private final String flinkContainer;
    private final Instant now;

    PodStates(Pod pod, PodSpec spec, PodStatus status, String flinkContainer, Instant now) {
        this.pod = pod;
        this.spec = spec;
        this.status = status;
        this.flinkContainer = flinkContainer;
        this.now = now;
    }

    boolean isScheduled() {
        return !orEmpty(spec.getNodeName()).isEmpty();
    }

    Set<String> created() {
        return containers()
                .filter(container -> states(container).stream()
                        .anyMatch(state -> state.getRunning() != null || state.getTerminated() != null))
                .map(ContainerStatus::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    List<PodSighting.Run> runs() {
        List<PodSighting.Run> runs = new ArrayList<>();
        for (ContainerStatus container : orNone(status.getContainerStatuses())) {
            ContainerState state = container.getState();
            if (state != null && state.getRunning() != null) {
                Instant startedAt = time(state.getRunning().getStartedAt()).orElse(createdAt());
                runs.add(new PodSighting.Run(
                        container.getName(),
                        container.getName().equals(flinkContainer),
                        orEmpty(container.getContainerID()).isEmpty()
                                ? startedAt.toString()
                                : container.getContainerID(),
                        startedAt,
                        restarts(container)));
            }
        }
        return runs;
    }

    /** The last run of each container before the one of now, then the one of now, when they ended. */
    List<PodSighting.Exit> exits() {
        List<PodSighting.Exit> exits = new ArrayList<>();
        for (ContainerStatus container : containers().toList()) {
            for (ContainerState state : states(container)) {
                if (state.getTerminated() != null) {
                    exit(container, state.getTerminated()).ifPresent(exits::add);
                }
            }
        }
        return exits;
    }

    private static List<ContainerState> states(ContainerStatus container) {
        return Stream.of(Optional.ofNullable(container.getLastState()), Optional.ofNullable(container.getState()))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<PodSighting.Exit> exit(ContainerStatus container, ContainerStateTerminated terminated) {
        boolean init = orNone(status.getInitContainerStatuses()).contains(container);
        if (init && code(terminated) == 0) {
            // It is done, as it should be.
            return Optional.empty();
        }
        Optional<Instant> finishedAt = time(terminated.getFinishedAt());
        // A kubelet that lost sight of a container (ContainerStatusUnknown) gives neither time nor id.
        String otherwise = finishedAt.map(Instant::toString).orElse("restart " + restarts(container));
        boolean deleted = pod.getMetadata().getDeletionTimestamp() != null;
        return Optional.of(new PodSighting.Exit(
                container.getName(),
                !init && container.getName().equals(flinkContainer),
                // Not the restart count, which the kubelet raises some time between this exit and the next start.
                orEmpty(terminated.getContainerID()).isEmpty() ? otherwise : terminated.getContainerID(),
                finishedAt.orElse(now),
                code(terminated),
                terminated.getSignal() == null ? 0 : terminated.getSignal(),
                orEmpty(terminated.getReason()),
                shortened(terminated.getMessage()),
                restarts(container),
                deleted && disruption().isEmpty()));
    }

    List<PodSighting.Problem> problems() {
        List<PodSighting.Problem> problems = new ArrayList<>();
        condition("PodScheduled")
                .filter(condition ->
                        "False".equals(condition.getStatus()) && "Unschedulable".equals(condition.getReason()))
                .ifPresent(condition -> problems.add(ofPod(PodTrouble.UNSCHEDULABLE, condition)));
        disruption().ifPresent(condition -> problems.add(ofPod(PodTrouble.EVICTED, condition)));
        String reason = orEmpty(status.getReason());
        if (reason.equals("NodeLost")) {
            problems.add(ofPod(PodTrouble.NODE_LOST));
        } else if ("Failed".equals(status.getPhase())
                && !reason.isEmpty()
                && disruption().isEmpty()) {
            problems.add(ofPod(EVICTED_REASONS.contains(reason) ? PodTrouble.EVICTED : PodTrouble.POD_FAILED));
        }
        containers().forEach(container -> {
            ContainerStateWaiting waiting =
                    container.getState() == null ? null : container.getState().getWaiting();
            trouble(waiting)
                    .ifPresent(trouble -> problems.add(new PodSighting.Problem(
                            trouble,
                            container.getName(),
                            since(trouble, container),
                            orEmpty(waiting == null ? null : waiting.getReason()),
                            shortened(waiting == null ? null : waiting.getMessage()))));
        });
        return problems;
    }

    private static Optional<PodTrouble> trouble(@Nullable ContainerStateWaiting waiting) {
        String reason = waiting == null ? "" : orEmpty(waiting.getReason());
        if (reason.equals("CrashLoopBackOff")) {
            return Optional.of(PodTrouble.CRASH_LOOP);
        }
        if (IMAGE_REASONS.contains(reason)) {
            return Optional.of(PodTrouble.IMAGE_PULL);
        }
        return CREATE_REASONS.contains(reason) ? Optional.of(PodTrouble.CONTAINER_NOT_CREATED) : Optional.empty();
    }

    /** Kubernetes does not say since when a container waits: of a crash loop the last exit tells, of others the pod's start. */
    private Instant since(PodTrouble trouble, ContainerStatus container) {
        ContainerStateTerminated last = container.getLastState() == null
                ? null
                : container.getLastState().getTerminated();
        Optional<Instant> ended = last == null ? Optional.empty() : time(last.getFinishedAt());
        return trouble == PodTrouble.CRASH_LOOP && ended.isPresent()
                ? ended.get()
                : time(status.getStartTime()).orElse(createdAt());
    }

    /** The condition that says that something other than a person's delete takes the pod away. */
    private Optional<PodCondition> disruption() {
        return condition("DisruptionTarget").filter(condition -> "True".equals(condition.getStatus()));
    }

    private Optional<PodCondition> condition(String type) {
        return orNone(status.getConditions()).stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    private PodSighting.Problem ofPod(PodTrouble trouble, PodCondition condition) {
        return new PodSighting.Problem(
                trouble,
                "",
                time(condition.getLastTransitionTime()).orElse(createdAt()),
                orEmpty(condition.getReason()),
                shortened(condition.getMessage()));
    }

    private PodSighting.Problem ofPod(PodTrouble trouble) {
        Instant since = exits().stream()
                .map(PodSighting.Exit::finishedAt)
                .max(Instant::compareTo)
                .orElse(time(status.getStartTime()).orElse(createdAt()));
        return new PodSighting.Problem(trouble, "", since, orEmpty(status.getReason()), shortened(status.getMessage()));
    }

    private Stream<ContainerStatus> containers() {
        return Stream.concat(
                orNone(status.getInitContainerStatuses()).stream(), orNone(status.getContainerStatuses()).stream());
    }

    private Instant createdAt() {
        return time(pod.getMetadata().getCreationTimestamp()).orElse(now);
    }

    private static int restarts(ContainerStatus container) {
        return container.getRestartCount() == null ? 0 : container.getRestartCount();
    }

    private static int code(ContainerStateTerminated terminated) {
        return terminated.getExitCode() == null ? -1 : terminated.getExitCode();
    }

    private static Optional<Instant> time(@Nullable String text) {
        try {
            return text == null || text.isBlank()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String shortened(@Nullable String text) {
        String whole = orEmpty(text).strip();
        // The end of a termination log is where the reason stands.
        return whole.length() <= MOST_MESSAGE_CHARS ? whole : whole.substring(whole.length() - MOST_MESSAGE_CHARS);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
