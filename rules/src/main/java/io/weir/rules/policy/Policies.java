package io.weir.rules.policy;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The policies and every version they had. Thread-safe. */
public final class Policies {
    private static final int MOST = 500;

    private final PolicyStore store;
    private final Set<String> receivers;
    private final Set<String> takenNames;
    private final Clock clock;
    private volatile List<Policy> inForce;
    private volatile BiConsumer<@Nullable Policy, @Nullable Policy> listener = (before, after) -> {};

    /**
     * Reads what is stored.
     *
     * @param receivers the names of who may hear of events
     * @param takenNames names of rules, which a policy must not have
     */
    public Policies(PolicyStore store, Set<String> receivers, Set<String> takenNames, Clock clock) {
        this.store = store;
        this.receivers = Set.copyOf(receivers);
        this.takenNames = Set.copyOf(takenNames);
        this.clock = clock;
        this.inForce = read(store);
    }

    private static List<Policy> read(PolicyStore store) {
        return store.current().stream()
                .map(StoredPolicy::policy)
                .filter(Policy::enabled)
                .toList();
    }

    /** Tells {@code newListener} of each policy that came into force, left it, or was replaced; null where there is none. */
    public void onChange(BiConsumer<@Nullable Policy, @Nullable Policy> newListener) {
        listener = newListener;
    }

    /** The number policies in force. */
    public List<NumberPolicy> numberPolicies() {
        return inForce.stream()
                .filter(NumberPolicy.class::isInstance)
                .map(NumberPolicy.class::cast)
                .toList();
    }

    /** The event policies in force, the first to decide first. */
    public List<EventPolicy> eventPolicies() {
        return inForce.stream()
                .filter(EventPolicy.class::isInstance)
                .map(EventPolicy.class::cast)
                .sorted(Comparator.comparingInt(EventPolicy::order).thenComparing(EventPolicy::name))
                .toList();
    }

    /** Every policy, by name. */
    public List<StoredPolicy> all() {
        return store.current();
    }

    /** One policy; nothing when there is none, or it was deleted. */
    public Optional<StoredPolicy> find(String id) {
        return store.newest(id).filter(policy -> !policy.isDeleted());
    }

    /**
     * Reads a policy from JSON.
     *
     * @throws PolicyException saying where it is malformed
     */
    public static Policy parse(String json) {
        return PolicyJson.parse(json);
    }

    /** Everything that is wrong with a policy that is new, or that is to replace the one with this id. */
    public List<PolicyFault> faults(Policy policy, @Nullable String id) {
        return faults(policy, id == null ? null : find(id).orElse(null));
    }

    /** Every version of a policy, newest first, also of a deleted one. */
    public List<PolicyVersion> history(String id) {
        List<StoredPolicy> versions = store.versions(id);
        List<PolicyVersion> history = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            StoredPolicy version = versions.get(i);
            List<PolicyDifference> differences = i + 1 < versions.size()
                    ? PolicyJson.differences(versions.get(i + 1).policy(), version.policy())
                    : List.of();
            history.add(new PolicyVersion(version, differences));
        }
        return history;
    }

    /**
     * Stores a new policy.
     *
     * @throws PolicyException naming everything that is wrong with it
     */
    public synchronized StoredPolicy create(Policy policy, String person) {
        check(policy, null);
        if (store.current().size() >= MOST) {
            throw new PolicyException(
                    List.of(new PolicyFault("", "there are " + MOST + " policies; delete one first")));
        }
        StoredPolicy first = version(UUID.randomUUID().toString(), 1, policy, StoredPolicy.Action.CREATED, person);
        store.add(first);
        refresh(null, policy);
        return first;
    }

    /**
     * Replaces a policy.
     *
     * @param version which the change was made from
     * @throws PolicyException naming everything that is wrong with it
     */
    public synchronized PolicyChange replace(String id, long version, Policy policy, String person) {
        return change(id, version, person, StoredPolicy.Action.CHANGED, before -> {
            check(policy, before);
            return policy;
        });
    }

    /** Deletes a policy; its versions are kept. */
    public synchronized PolicyChange delete(String id, long version, String person) {
        return change(id, version, person, StoredPolicy.Action.DELETED, StoredPolicy::policy);
    }

    private interface Next {
        Policy after(StoredPolicy before);
    }

    private PolicyChange change(String id, long version, String person, StoredPolicy.Action action, Next next) {
        Optional<StoredPolicy> found = find(id);
        if (found.isEmpty()) {
            return new PolicyChange.Missing();
        }
        StoredPolicy before = found.get();
        if (before.version() != version) {
            return new PolicyChange.Outdated(before);
        }
        StoredPolicy after = version(id, version + 1, next.after(before), action, person);
        if (!store.add(after)) {
            return new PolicyChange.Outdated(store.newest(id).orElse(before));
        }
        refresh(before.policy(), after.isDeleted() ? null : after.policy());
        return new PolicyChange.Done(after);
    }

    private StoredPolicy version(String id, long version, Policy policy, StoredPolicy.Action action, String person) {
        return new StoredPolicy(
                id, version, policy, action, person, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private void refresh(@Nullable Policy before, @Nullable Policy after) {
        inForce = read(store);
        listener.accept(
                before == null || !before.enabled() ? null : before, after == null || !after.enabled() ? null : after);
    }

    private void check(Policy policy, @Nullable StoredPolicy before) {
        List<PolicyFault> faults = faults(policy, before);
        if (!faults.isEmpty()) {
            throw new PolicyException(faults);
        }
    }

    private List<PolicyFault> faults(Policy policy, @Nullable StoredPolicy before) {
        List<PolicyFault> faults = new ArrayList<>(policy.faults());
        if (takenNames.contains(policy.name())) {
            faults.add(new PolicyFault("name", "\"" + policy.name() + "\" is the name of a rule; choose another"));
        }
        store.current().stream()
                .filter(other -> before == null || !other.id().equals(before.id()))
                .filter(other -> other.policy().name().equals(policy.name()))
                .forEach(other -> faults.add(
                        new PolicyFault("name", "another policy is called \"" + policy.name() + "\"; choose another")));
        if (before != null && before.policy().getClass() != policy.getClass()) {
            faults.add(new PolicyFault("kind", "a policy keeps its kind; make a new one"));
        }
        List<String> named = policy.receivers();
        for (int i = 0; named != null && i < named.size(); i++) {
            if (!receivers.contains(named.get(i))) {
                faults.add(new PolicyFault(
                        "receivers[" + i + "]",
                        "there is no receiver \"" + named.get(i) + "\"; the config has "
                                + receivers.stream().sorted().toList()));
            }
        }
        return faults;
    }
}
