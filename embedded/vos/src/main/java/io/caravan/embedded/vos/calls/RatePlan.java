package io.caravan.embedded.vos.calls;

/** What one account pays: the same prefixes for all, a price level of its own. */
final class RatePlan {

    private static final Rate[] LIST = {
        new Rate(Category.NET, "400", 7, 10_000),
        new Rate(Category.LOCAL, "021", 8, 45_000),
        new Rate(Category.LOCAL, "030", 8, 42_500),
        new Rate(Category.DOMESTIC, "13", 9, 68_000),
        new Rate(Category.DOMESTIC, "15", 9, 67_130),
        new Rate(Category.DOMESTIC, "18", 9, 71_999),
        new Rate(Category.DOMESTIC, "0755", 8, 60_001),
        new Rate(Category.INTERNATIONAL, "0049", 10, 412_345),
        new Rate(Category.INTERNATIONAL, "00852", 8, 230_000),
        new Rate(Category.INTERNATIONAL, "001", 10, 99_991),
    };

    private final Rate[] rates;

    RatePlan(long accountSeed) {
        double level = 0.85 + 0.4 * Mix.unit(Mix.of(accountSeed, "price level"));
        rates = new Rate[LIST.length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = LIST[i].times(level);
        }
    }

    Rate draw(Draws draws) {
        return draws.oneOf(rates);
    }
}
