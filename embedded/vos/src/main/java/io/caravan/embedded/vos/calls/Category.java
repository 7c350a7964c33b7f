package io.caravan.embedded.vos.calls;

/** How the node's fee report groups calls; the lower-case name begins the report's field names. */
public enum Category {
    NET,
    LOCAL,
    DOMESTIC,
    INTERNATIONAL
}
