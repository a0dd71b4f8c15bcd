package io.weir.rules.setting;

import java.util.List;

/** Every version of what was set for rules. Thread-safe. Instants are kept to the millisecond. */
public interface SettingStore {
    /** Adds the next version for a rule; false when there is one with its number already, for somebody was faster. */
    boolean add(StoredSetting version);

    /** The newest version for each rule for which something was ever set. */
    List<StoredSetting> current();

    /** All versions for a rule, newest first. */
    List<StoredSetting> versions(String rule);
}
