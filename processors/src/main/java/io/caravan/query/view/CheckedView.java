package io.caravan.query.view;

import java.util.List;
import java.util.Optional;

import io.caravan.query.View;

/**
 * What became of a file.
 *
 * @param definition empty when it is no YAML
 * @param view empty when anything is wrong
 */
record CheckedView(Optional<Definition> definition, Optional<View> view, List<Verdict> verdicts) {}
