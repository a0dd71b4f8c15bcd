package io.weir.rules.setting;

/** What became of somebody's wish to set something for a rule. */
public sealed interface SettingChange {
    /** It is stored and in force. */
    record Done(StoredSetting stored) implements SettingChange {}

    /** Somebody else changed it since; this is what it is now. */
    record Outdated(StoredSetting newest) implements SettingChange {}

    /** There is no such rule. */
    record Missing() implements SettingChange {}
}
