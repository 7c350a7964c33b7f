package io.caravan.hub.routes;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConverter;
import org.apache.camel.spi.Registry;
import org.snakeyaml.engine.v2.nodes.Node;

/** The methods of beans in expressions: Camel looks for them only when the first message comes. */
final class BeanRules {

    private static final Set<Class<?>> FILLED_IN =
            Set.of(Exchange.class, Message.class, CamelContext.class, Registry.class, TypeConverter.class);

    private final List<RouteUnit> units;
    private final CamelContext context;
    private final Consumer<RouteFault> faults;

    BeanRules(List<RouteUnit> units, CamelContext context, Consumer<RouteFault> faults) {
        this.units = units;
        this.context = context;
        this.faults = faults;
    }

    void check() {
        for (RouteUnit unit : units) {
            YamlNodes.walk(unit.node(), (key, value) -> {
                // The method of a step is looked for when it is created, that of an expression is not.
                if (key.equals("method")) {
                    check(unit, value);
                }
            });
        }
    }

    private void check(RouteUnit unit, Node expression) {
        String ref = YamlNodes.textAt(expression, "ref").orElse("");
        Object bean = ref.isEmpty() ? null : context.getRegistry().lookupByName(ref);
        Optional<Node> place = YamlNodes.at(expression, "method");
        if (bean == null || place.isEmpty()) {
            return;
        }
        String call = YamlNodes.text(place.get()).orElse("").strip();
        String name = call.replaceFirst("\\(.*", "");
        List<Method> named = Arrays.stream(bean.getClass().getMethods())
                .filter(method -> method.getName().equals(name))
                .toList();
        if (call.contains("{{")) {
            return;
        } else if (named.isEmpty()) {
            String hint = KnownNames.didYouMean(name, names(bean));
            refuse(unit, place.get(), "bean '%s' has no method '%s'%s".formatted(ref, name, hint));
        } else if (call.contains("(")) {
            int given = parameters(call.substring(name.length()));
            if (named.stream().noneMatch(method -> takes(method, given))) {
                refuse(
                        unit,
                        place.get(),
                        "bean '%s' has no method '%s' that takes %d values".formatted(ref, name, given));
            }
        }
    }

    /** What follows the given values Camel must be able to fill in by itself. */
    private static boolean takes(Method method, int given) {
        return method.isVarArgs()
                || given <= method.getParameterCount()
                        && Arrays.stream(method.getParameters())
                                .skip(given)
                                .allMatch(parameter -> parameter.getAnnotations().length > 0
                                        || FILLED_IN.contains(parameter.getType()));
    }

    private static Set<String> names(Object bean) {
        return Arrays.stream(bean.getClass().getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many there are between the outer parentheses; commas within quotes and inner brackets part nothing. */
    private static int parameters(String list) {
        int depth = 0;
        int commas = 0;
        boolean any = false;
        char quote = 0;
        for (char c : list.toCharArray()) {
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
                any = true;
            } else if (c == '(' || c == '{' || c == '[') {
                any |= depth++ > 0 || c != '(';
            } else if (c == ')' || c == '}' || c == ']') {
                depth--;
            } else if (c == ',' && depth == 1) {
                commas++;
            } else {
                any |= !Character.isWhitespace(c);
            }
        }
        return any ? commas + 1 : 0;
    }

    private void refuse(RouteUnit unit, Node place, String cause) {
        faults.accept(unit.fault(YamlNodes.line(place), cause));
    }
}
