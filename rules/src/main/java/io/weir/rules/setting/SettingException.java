package io.weir.rules.setting;

import java.util.List;

/** A setting that cannot be stored; the message names everything that is wrong with it, a line each. */
public final class SettingException extends RuntimeException {
    SettingException(List<String> faults) {
        super(String.join("\n", faults));
    }
}
