package io.caravan.embedded.vos.server;

/** A business error: HTTP 200 with a negative retCode. */
final class VosError extends Exception {

    private final int retCode;

    VosError(int retCode, String text) {
        super(text, null, false, false);
        this.retCode = retCode;
    }

    static VosError notFound() {
        return new VosError(-10007, "Not found, operation failed.");
    }

    static VosError rangeTooWide() {
        return new VosError(-10033, "Over the limitation of inquiry interval, please contact system administrator");
    }

    static VosError badParameter() {
        return new VosError(-10124, "Input parameter error");
    }

    static VosError missingParameters() {
        return new VosError(-12103, "Miss parameters");
    }

    /** The error a knob asks for, in the words a real node has for its code. */
    static VosError simulated(int retCode) {
        return switch (retCode) {
            case -10007 -> notFound();
            case -10033 -> rangeTooWide();
            case -10124 -> badParameter();
            case -12103 -> missingParameters();
            default -> new VosError(retCode, "Simulated error " + retCode);
        };
    }

    int retCode() {
        return retCode;
    }
}
