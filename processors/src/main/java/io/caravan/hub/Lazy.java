package io.caravan.hub;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts off making a client that connects as soon as it is made. */
final class Lazy<T extends AutoCloseable> implements AutoCloseable {

    private final Supplier<T> maker;
    private T made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    /** Stands for the client, which is made by the first call. */
    T as(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getDeclaringClass() == Object.class) {
                return method.invoke(this, args);
            }
            try {
                return method.invoke(get(), args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private synchronized T get() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }

    @Override
    public synchronized void close() throws Exception {
        if (made != null) {
            made.close();
        }
    }

    @Override
    public synchronized String toString() {
        return Optional.ofNullable(made).map(Object::toString).orElse("not made yet");
    }
}
