package io.caravan.bench.start;

import org.apache.camel.main.Main;

/** Camel main with the hub's class path and no route: what the hub's own work is measured against. */
public final class BareCamel {

    static final String READY = "camel is ready";

    private BareCamel() {}

    public static void main(String[] args) throws Exception {
        var main = new Main();
        main.configure().withJmxEnabled(false).withRoutesIncludePattern("false");
        main.start();
        System.out.println(READY);
        Thread.currentThread().join();
    }
}
