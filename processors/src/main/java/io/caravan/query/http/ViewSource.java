package io.caravan.query.http;

import java.util.List;
import java.util.Optional;

import io.caravan.query.View;

/** The views of the moment. Used by several threads. */
public interface ViewSource {

    Optional<View> view(String name);

    /** Of all views. */
    List<String> names();
}
