package io.weir.web.app.config;

import io.weir.rules.Rules;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code weir.yaml}. */
public final class ConfigFile {
    private static final int MOST_BYTES = 4 << 20;

    private ConfigFile() {}

    /**
     * Reads and checks a file.
     *
     * @param variables what {@code ${NAME}} stands for, before the environment is asked
     * @throws ConfigException holding every fault
     */
    public static WeirConfig read(Path file, Map<String, String> variables) {
        Problems problems = new Problems(file.toString());
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent() == null ? absolute : absolute.getParent();
        Binder binder = new Binder(folder, problems, new Variables(name -> variable(name, variables)));
        Node root = parse(text(file, problems), problems);
        WeirConfig config = binder.bind(root, WeirConfig.class);
        if (config != null) {
            checkRules(config, root, problems);
        }
        problems.throwIfAny();
        if (config == null) {
            throw new IllegalStateException("no config and no problem in " + file);
        }
        return config;
    }

    private static @Nullable String variable(String name, Map<String, String> variables) {
        String value = variables.get(name);
        return value == null ? System.getenv(name) : value;
    }

    private static String text(Path file, Problems problems) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                problems.add(1, "is larger than 4 MiB; this is no config file of Weir's");
            } else {
                return Files.readString(file);
            }
        } catch (NoSuchFileException e) {
            problems.add(1, "there is no such file; write one (docs/configuration.md) or pass --config FILE");
        } catch (MalformedInputException e) {
            problems.add(1, "is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            problems.add(1, "cannot be read: " + e);
        }
        problems.throwIfAny();
        return "";
    }

    private static @Nullable Node parse(String text, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            return new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(line, "is no YAML: " + e.getProblem() + "; check indentation, quotes and brackets near here");
        } catch (YAMLException e) {
            problems.add(1, "is no YAML: " + e.getMessage());
        }
        problems.throwIfAny();
        return null;
    }

    private static void checkRules(WeirConfig config, @Nullable Node root, Problems problems) {
        tell("parameters", Rules.check(config.rules().parameters()), root, problems);
        tell("overrides", Rules.checkOverrides(config.rules().ruleOverrides()), root, problems);
    }

    private static void tell(String key, List<String> faults, @Nullable Node root, Problems problems) {
        Node rules = child(root, "rules");
        Node own = child(rules, key);
        Node nearest = own == null ? rules : own;
        int line = nearest == null ? 1 : nearest.getStartMark().getLine() + 1;
        faults.forEach(fault -> problems.add(line, "rules." + key + ": " + fault));
    }

    private static @Nullable Node child(@Nullable Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key)) {
                    return tuple.getValueNode();
                }
            }
        }
        return null;
    }
}
