package io.caravan.query;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A condition whose paths are resolved and whose values are parameters. */
sealed interface Bound {

    /** What SQL's logic knows. */
    enum Outcome {
        TRUE,
        FALSE,
        UNKNOWN;

        Outcome not() {
            return switch (this) {
                case TRUE -> FALSE;
                case FALSE -> TRUE;
                case UNKNOWN -> UNKNOWN;
            };
        }
    }

    /**
     * A statement about one value.
     *
     * @param sql makes it of the expression of the value
     * @param withoutValue what it is when the value is NULL
     */
    record Atom(Value value, UnaryOperator<String> sql, Outcome withoutValue) implements Bound {}

    record Not(Bound condition) implements Bound {}

    /** @param all whether all must hold, not just one */
    record Several(boolean all, List<Bound> conditions) implements Bound {}

    /** All of its values. */
    default void eachValue(Consumer<Value> consumer) {
        if (this instanceof Atom atom) {
            consumer.accept(atom.value());
        } else if (this instanceof Not not) {
            not.condition().eachValue(consumer);
        } else if (this instanceof Several several) {
            several.conditions().forEach(condition -> condition.eachValue(consumer));
        }
    }

    /** What it may be when some values are NULL, whatever the others are. */
    default Set<Outcome> outcomes(Predicate<Value> isNull) {
        if (this instanceof Atom atom) {
            return isNull.test(atom.value()) ? EnumSet.of(atom.withoutValue()) : EnumSet.allOf(Outcome.class);
        }
        if (this instanceof Not not) {
            Set<Outcome> turned = EnumSet.noneOf(Outcome.class);
            not.condition().outcomes(isNull).forEach(outcome -> turned.add(outcome.not()));
            return turned;
        }
        Several several = (Several) this;
        Set<Outcome> joined = EnumSet.of(several.all() ? Outcome.TRUE : Outcome.FALSE);
        for (Bound condition : several.conditions()) {
            joined = join(several.all(), joined, condition.outcomes(isNull));
        }
        return joined;
    }

    private static Set<Outcome> join(boolean all, Set<Outcome> some, Set<Outcome> others) {
        Set<Outcome> joined = EnumSet.noneOf(Outcome.class);
        Outcome decides = all ? Outcome.FALSE : Outcome.TRUE;
        for (Outcome one : some) {
            for (Outcome other : others) {
                if (one == decides || other == decides) {
                    joined.add(decides);
                } else {
                    joined.add(one == Outcome.UNKNOWN ? one : other);
                }
            }
        }
        return joined;
    }

    /** @param expression SQL of a value */
    default String sql(Function<Value, String> expression) {
        if (this instanceof Atom atom) {
            return atom.sql().apply(expression.apply(atom.value()));
        }
        if (this instanceof Not not) {
            return "NOT (" + not.condition().sql(expression) + ")";
        }
        Several several = (Several) this;
        if (several.conditions().isEmpty()) {
            return several.all() ? "1" : "0";
        }
        List<String> parts = several.conditions().stream()
                .map(condition -> condition.sql(expression))
                .toList();
        return parts.size() == 1 ? parts.get(0) : "(" + String.join(several.all() ? " AND " : " OR ", parts) + ")";
    }

    /** The same, with NOT before statements about one value only; SQL's logic allows that, unknowns included. */
    default Bound normal() {
        return normal(false);
    }

    private Bound normal(boolean opposite) {
        if (this instanceof Not not) {
            return not.condition().normal(!opposite);
        } else if (this instanceof Several several) {
            return new Several(
                    several.all() != opposite,
                    several.conditions().stream()
                            .map(condition -> condition.normal(opposite))
                            .toList());
        }
        return opposite ? new Not(this) : this;
    }

    /** What must hold, each by itself. */
    default List<Bound> conjuncts() {
        if (this instanceof Several several && several.all()) {
            return several.conditions().stream()
                    .flatMap(condition -> condition.conjuncts().stream())
                    .toList();
        }
        return List.of(this);
    }
}
