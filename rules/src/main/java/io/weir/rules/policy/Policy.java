package io.weir.rules.policy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person configured. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NumberPolicy.class, name = "number"),
    @JsonSubTypes.Type(value = EventPolicy.class, name = "event")
})
public sealed interface Policy permits NumberPolicy, EventPolicy {
    /** 1 to 100 characters; no two policies have the same. */
    String name();

    /** Whether it is in force. */
    boolean enabled();

    /** Who hears of its events; null means whoever else says. */
    @Nullable
    List<String> receivers();

    /** Everything that is wrong with it, none when all is well. */
    List<PolicyFault> faults();

    /** What may be wrong with the name. */
    static List<PolicyFault> nameFaults(String name) {
        List<PolicyFault> faults = new ArrayList<>();
        if (name.isBlank() || name.length() > 100) {
            faults.add(new PolicyFault("name", "must have 1 to 100 characters, got " + name.length()));
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            faults.add(new PolicyFault("name", "must be one line without control characters"));
        }
        return faults;
    }
}
