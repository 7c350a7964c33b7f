package io.caravan.hub.routes;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.util.URISupport;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Turns the exceptions of Camel into sentences. Values are left out wherever they may be secret. */
final class Causes {
    private static final Pattern UNKNOWN_OPTIONS = Pattern.compile("Unknown parameters=\\[\\{(.*)}]", Pattern.DOTALL);
    private static final Pattern MISSING_PATH =
            Pattern.compile("Option (\\w+) is required when creating endpoint uri with syntax (([^:]+)\\S*)");
    private static final Pattern NOT_IN_REGISTRY = Pattern.compile("in (?:the )?[Rr]egistry with name: (\\S+)");
    private static final Pattern QUOTED = Pattern.compile("[\\[{'\"(]([\\w.:/-]{2,})[]}'\")]");
    private static final Pattern NAMED = Pattern.compile("(?:name|id|for|option|Option):? ([\\w.-]{2,})");

    private final KnownNames known;

    Causes(CamelContext context) {
        known = new KnownNames(context);
    }

    Cause of(Throwable failure) {
        List<Throwable> chain = ExceptionUtils.getThrowableList(failure);
        for (int i = chain.size() - 1; i >= 0; i--) {
            Optional<Cause> cause = known(chain.get(i));
            if (cause.isPresent()) {
                return cause.get();
            }
        }
        return other(chain);
    }

    /** The sentence for what the YAML reader of Camel refuses; it knows the line itself. */
    String of(MarkedYamlEngineException failure) {
        String problem = Optional.ofNullable(failure.getProblem()).orElse(failure.getMessage());
        String word = problem.substring(problem.lastIndexOf(' ') + 1);
        if (problem.startsWith("Unknown node id: ")) {
            return "unknown step '%s'%s".formatted(word, KnownNames.didYouMean(word, known.words()));
        }
        return problem.startsWith("Unsupported field: ")
                ? "unknown field '%s'%s".formatted(word, KnownNames.didYouMean(word, known.words()))
                : firstLine(problem);
    }

    private Optional<Cause> known(Throwable failure) {
        if (failure instanceof NoSuchEndpointException e) {
            String scheme = e.getUri().split("[:?]", 2)[0];
            String hint = KnownNames.didYouMean(scheme, known.components());
            return Optional.of(new Cause("unknown component '%s'%s".formatted(scheme, hint), scheme));
        }
        if (failure instanceof ResolveEndpointFailedException e) {
            return unknownOption(e);
        }
        if (failure instanceof NoSuchBeanException e && e.getName() != null) {
            String hint = KnownNames.didYouMean(e.getName(), known.beans());
            return Optional.of(new Cause("no bean named '%s'%s".formatted(e.getName(), hint), e.getName()));
        }
        Matcher absent = NOT_IN_REGISTRY.matcher(String.valueOf(failure.getMessage()));
        if (failure instanceof IllegalArgumentException && absent.find()) {
            return known(new NoSuchBeanException(absent.group(1)));
        }
        if (failure instanceof MethodNotFoundException e) {
            return Optional.of(noMethod(e));
        }
        if (failure instanceof SimpleIllegalSyntaxException e) {
            String sentence = "bad simple expression '%s': %s".formatted(e.getExpression(), firstLine(e.getMessage()));
            return Optional.of(new Cause(sentence, firstLine(e.getExpression())));
        }
        if (failure instanceof ExpressionIllegalSyntaxException e) {
            return Optional.of(
                    new Cause("bad expression '%s'".formatted(e.getExpression()), firstLine(e.getExpression())));
        }
        if (failure instanceof ClassNotFoundException e) {
            return Optional.of(new Cause("unknown class '%s'".formatted(e.getMessage()), e.getMessage()));
        }
        return badValue(failure);
    }

    private static Optional<Cause> badValue(Throwable failure) {
        if (failure instanceof PropertyBindingException e && e.getPropertyName() != null) {
            String value = isSecret(e.getPropertyName()) ? "the value given" : "'" + e.getValue() + "'";
            String sentence = "option '%s' cannot be %s".formatted(e.getPropertyName(), value);
            return Optional.of(new Cause(sentence, e.getPropertyName(), String.valueOf(e.getValue())));
        }
        if (failure instanceof TypeConversionException e && e.getToType().isEnum()) {
            List<String> names = Arrays.stream(e.getToType().getEnumConstants())
                    .map(Object::toString)
                    .toList();
            String value = String.valueOf(e.getValue());
            String sentence = "'%s' is not one of %s%s"
                    .formatted(value, String.join(", ", names), KnownNames.didYouMean(value, names));
            return Optional.of(new Cause(sentence, value));
        }
        if (failure instanceof TypeConversionException e) {
            String value = String.valueOf(e.getValue());
            return Optional.of(new Cause(
                    "'%s' is not a valid %s".formatted(value, e.getToType().getSimpleName()), value));
        }
        if (failure instanceof NoTypeConversionAvailableException e && e.getToType() == Class.class) {
            return Optional.of(new Cause("unknown class '%s'".formatted(e.getValue()), String.valueOf(e.getValue())));
        }
        return Optional.empty();
    }

    private Optional<Cause> unknownOption(ResolveEndpointFailedException e) {
        Matcher unknown = UNKNOWN_OPTIONS.matcher(e.getMessage());
        if (!unknown.find()) {
            return Optional.empty();
        }
        String component = e.getUri().split("[:?]", 2)[0];
        String option = unknown.group(1).split("=", 2)[0];
        String hint = KnownNames.didYouMean(option, known.options(component));
        return Optional.of(new Cause("unknown option '%s' of %s%s".formatted(option, component, hint), option));
    }

    private static Cause noMethod(MethodNotFoundException e) {
        Class<?> type =
                e.getBean() instanceof Class<?> given ? given : e.getBean().getClass();
        List<String> methods = Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(Method::getName)
                .toList();
        String hint = KnownNames.didYouMean(e.getMethodName(), methods);
        return new Cause(
                "%s has no method '%s'%s".formatted(type.getSimpleName(), e.getMethodName(), hint), e.getMethodName());
    }

    private static Cause other(List<Throwable> chain) {
        Throwable root = chain.get(chain.size() - 1);
        String message =
                Optional.ofNullable(root.getMessage()).orElse(root.getClass().getSimpleName());
        Matcher missing = MISSING_PATH.matcher(message);
        if (missing.find()) {
            String sentence =
                    "%s needs a %s: it is written %s".formatted(missing.group(3), missing.group(1), missing.group(2));
            return new Cause(sentence, missing.group(3));
        }
        List<String> words = new ArrayList<>();
        for (Pattern pattern : List.of(QUOTED, NAMED)) {
            pattern.matcher(message).results().map(match -> match.group(1)).forEach(words::add);
        }
        chain.stream()
                .filter(ResolveEndpointFailedException.class::isInstance)
                .map(failure ->
                        ((ResolveEndpointFailedException) failure).getUri().split("[?]", 2)[0])
                .forEach(uri -> words.addAll(List.of(uri.replaceFirst(":/+", ":"), uri.replaceFirst("^.*:/*", ""))));
        return new Cause(URISupport.sanitizeUri(firstLine(message)), words);
    }

    private static boolean isSecret(String option) {
        return option.toLowerCase().matches(".*(pass|secret|token|key|credential).*");
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("").strip();
    }
}
