package io.weir.rules.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One filling-in of a template. */
final class Execution {
    private static final int MOST_STEPS = 100_000;
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_NESTED = 100;

    private static final class Variable {
        private final String name;
        private @Nullable Object value;

        Variable(String name, @Nullable Object value) {
            this.name = name;
            this.value = value;
        }
    }

    /** How a list of parts ended. */
    private enum Flow {
        ON,
        NEXT,
        LEAVE
    }

    private final TemplateData data;
    private final Map<String, List<Node>> defined;
    private final Functions functions;
    private final StringBuilder out = new StringBuilder();
    private Deque<Variable> variables = new ArrayDeque<>();
    private int steps;
    private int depth;

    Execution(TemplateData data, Map<String, List<Node>> defined) {
        this.data = data;
        this.defined = defined;
        this.functions = new Functions(data);
        variables.push(new Variable("", data));
        variables.push(new Variable("labels", data.labels()));
        variables.push(new Variable("externalLabels", data.externalLabels()));
        variables.push(new Variable("externalURL", data.externalUrl()));
        variables.push(new Variable("value", data.value()));
    }

    String run(List<Node> nodes) {
        execute(nodes, data);
        return out.toString();
    }

    private Flow execute(List<Node> nodes, @Nullable Object dot) {
        int outer = variables.size();
        Flow flow = Flow.ON;
        for (Node node : nodes) {
            step();
            flow = execute(node, dot);
            if (flow != Flow.ON) {
                break;
            }
        }
        forget(outer);
        return flow;
    }

    private void step() {
        if (++steps > MOST_STEPS) {
            throw new TemplateException("the template takes more than " + MOST_STEPS + " steps");
        }
    }

    private void forget(int outer) {
        while (variables.size() > outer) {
            variables.pop();
        }
    }

    private Flow execute(Node node, @Nullable Object dot) {
        if (node instanceof Node.Text text) {
            write(text.text());
        } else if (node instanceof Node.Action action) {
            Object value = value(action.pipeline(), dot);
            if (action.pipeline().variables().isEmpty()) {
                write(Printing.text(value));
            }
        } else if (node instanceof Node.If choice) {
            int outer = variables.size();
            boolean holds = Functions.isTrue(value(choice.condition(), dot));
            Flow flow = execute(holds ? choice.then() : choice.otherwise(), dot);
            forget(outer);
            return flow;
        } else if (node instanceof Node.With with) {
            int outer = variables.size();
            Object value = value(with.condition(), dot);
            Flow flow = Functions.isTrue(value) ? execute(with.then(), value) : execute(with.otherwise(), dot);
            forget(outer);
            return flow;
        } else if (node instanceof Node.Range range) {
            return range(range, dot);
        } else if (node instanceof Node.Jump jump) {
            return jump.leave() ? Flow.LEAVE : Flow.NEXT;
        } else if (node instanceof Node.Include include) {
            include(include, dot);
        }
        return Flow.ON;
    }

    private void write(String text) {
        if (out.length() + text.length() > MOST_CHARACTERS) {
            throw new TemplateException("the text is longer than " + MOST_CHARACTERS + " characters");
        }
        out.append(text);
    }

    private Flow range(Node.Range range, @Nullable Object dot) {
        int outer = variables.size();
        // The variables of a range are its index and element, set anew in each round.
        Node.Pipeline plain = new Node.Pipeline(List.of(), false, range.over().commands());
        Object over = value(plain, dot);
        List<Object> keys = new ArrayList<>();
        List<@Nullable Object> elements = new ArrayList<>();
        if (over instanceof Map<?, ?> map) {
            map.keySet().stream().sorted().forEach(key -> {
                keys.add(key);
                elements.add(map.get(key));
            });
        } else if (over instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                keys.add((long) i);
                elements.add(list.get(i));
            }
        } else if (over != null) {
            throw new TemplateException("range can't iterate over " + Printing.text(over));
        }
        if (elements.isEmpty()) {
            return execute(range.otherwise(), dot);
        }
        Iterator<Object> key = keys.iterator();
        for (Object element : elements) {
            forget(outer);
            assign(range.over(), key.next(), element);
            Flow flow = execute(range.each(), element);
            if (flow == Flow.LEAVE) {
                break;
            }
        }
        forget(outer);
        return Flow.ON;
    }

    private void assign(Node.Pipeline pipeline, Object key, @Nullable Object element) {
        List<String> names = pipeline.variables();
        if (names.size() == 2) {
            set(names.get(0), key, pipeline.declares());
        }
        if (!names.isEmpty()) {
            set(names.get(names.size() - 1), element, pipeline.declares());
        }
    }

    private void include(Node.Include include, @Nullable Object dot) {
        List<Node> nodes = defined.get(include.name());
        if (nodes == null) {
            throw new TemplateException("template \"" + include.name() + "\" not defined");
        }
        if (++depth > MOST_NESTED) {
            throw new TemplateException("template \"" + include.name() + "\" includes itself without end");
        }
        Object argument = include.argument() == null ? null : value(include.argument(), dot);
        Deque<Variable> own = variables;
        variables = new ArrayDeque<>();
        variables.push(new Variable("", argument));
        execute(nodes, argument);
        variables = own;
        depth--;
    }

    private void set(String name, @Nullable Object value, boolean declare) {
        if (declare) {
            variables.push(new Variable(name, value));
        } else {
            find(name).value = value;
        }
    }

    private Variable find(String name) {
        for (Variable variable : variables) {
            if (variable.name.equals(name)) {
                return variable;
            }
        }
        throw new TemplateException("undefined variable: $" + name);
    }

    private @Nullable Object value(Node.Pipeline pipeline, @Nullable Object dot) {
        Object value = null;
        boolean piped = false;
        for (Node.Command command : pipeline.commands()) {
            step();
            value = value(command, dot, value, piped);
            piped = true;
        }
        for (String name : pipeline.variables()) {
            set(name, value, pipeline.declares());
        }
        return value;
    }

    private @Nullable Object value(Node.Command command, @Nullable Object dot, @Nullable Object last, boolean piped) {
        List<Node.Operand> operands = command.operands();
        Node.Operand first = operands.get(0);
        if (first instanceof Node.Function function) {
            List<Functions.Argument> arguments = new ArrayList<>();
            for (Node.Operand operand : operands.subList(1, operands.size())) {
                arguments.add(() -> value(operand, dot));
            }
            if (piped) {
                arguments.add(() -> last);
            }
            return functions.call(function.name(), arguments);
        }
        if (operands.size() > 1 || piped) {
            throw new TemplateException("can't give argument to non-function " + Printing.text(value(first, dot)));
        }
        return value(first, dot);
    }

    private @Nullable Object value(Node.Operand operand, @Nullable Object dot) {
        if (operand instanceof Node.Constant constant) {
            return constant.value();
        }
        if (operand instanceof Node.Dot) {
            return dot;
        }
        if (operand instanceof Node.Variable variable) {
            return find(variable.name()).value;
        }
        if (operand instanceof Node.Nested nested) {
            int outer = variables.size();
            Object value = value(nested.pipeline(), dot);
            forget(outer);
            return value;
        }
        if (operand instanceof Node.Function function) {
            return functions.call(function.name(), List.of());
        }
        Node.Field field = (Node.Field) operand;
        return field(value(field.of(), dot), field.name());
    }

    private static @Nullable Object field(@Nullable Object of, String name) {
        if (of instanceof Map<?, ?> map) {
            // A missing key is the zero value: for labels the empty string.
            Object value = map.get(name);
            return value == null && !(map instanceof Functions.Arguments) ? "" : value;
        }
        Object value = null;
        if (of instanceof TemplateData data) {
            value = switch (name) {
                case "Labels" -> data.labels();
                case "ExternalLabels" -> data.externalLabels();
                case "ExternalURL" -> data.externalUrl();
                case "Value" -> data.value();
                default -> null;
            };
        } else if (of instanceof TemplateData.Element element) {
            value = name.equals("Labels") ? element.labels() : name.equals("Value") ? element.value() : null;
        }
        if (value == null) {
            throw new TemplateException("can't evaluate field " + name + " of " + Printing.kind(of));
        }
        return value;
    }
}
