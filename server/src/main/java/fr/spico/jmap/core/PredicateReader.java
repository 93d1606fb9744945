package fr.spico.jmap.core;

import java.util.List;
import java.util.function.Predicate;

/// Filters over objects that are all at hand.
public abstract class PredicateReader<T> extends FilterReader<Predicate<T>> {

    @Override
    protected Predicate<T> all() {
        return t -> true;
    }

    @Override
    protected Predicate<T> and(List<Predicate<T>> of) {
        return t -> of.stream().allMatch(p -> p.test(t));
    }

    @Override
    protected Predicate<T> or(List<Predicate<T>> of) {
        return t -> of.stream().anyMatch(p -> p.test(t));
    }

    @Override
    protected Predicate<T> not(List<Predicate<T>> of) {
        return t -> of.stream().noneMatch(p -> p.test(t));
    }
}
