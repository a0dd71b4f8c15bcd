package io.weir.web.app;

import io.weir.diagnosis.report.Redaction;
import io.weir.web.api.Upkeep;
import io.weir.web.app.config.ConfigText;
import io.weir.web.app.config.WeirConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the API may know and do about the appliance around it.
 *
 * @param hidden secrets that are not in the configuration, such as hidden variables of scripts
 */
record ApplianceUpkeep(WeirConfig config, Path data, Supplier<List<String>> hidden, Supplier<List<String>> reloading)
        implements Upkeep {
    @Override
    public String configuration() {
        return ConfigText.of(config);
    }

    @Override
    public String clean(String text) {
        List<String> secrets = new ArrayList<>(ConfigText.secrets(config));
        secrets.addAll(hidden.get());
        return Redaction.of(new SecretForms(secrets).takenOutOf(text));
    }

    @Override
    public List<String> reload() {
        return reloading.get();
    }
}
