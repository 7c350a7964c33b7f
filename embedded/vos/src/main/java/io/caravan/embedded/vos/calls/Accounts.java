package io.caravan.embedded.vos.calls;

import java.util.List;
import java.util.stream.IntStream;

/** Makes a node's accounts. Logins cover what the field has: plain numbers, Chinese, display names, quotes and per cent signs. */
final class Accounts {

    private static final String[][] LOGIN_AND_NAME = {
        {"80012%03d", "华东通信科技"},
        {"上海迅通%d", "上海迅通网络有限公司"},
        {"Acme Telecom (HK) %d", "Acme Telecom (Hong Kong) Ltd."},
        {"60077%03d", "O'Neil & Söhne"},
        {"北京-云呼 %02d", "北京云呼信息技术"},
        {"trunk_eu_%02d", "Wholesale \"EU\""},
        {"90055%03d", "90055 call centre"},
        {"100%% VoIP #%d", "100% VoIP \\ resale"},
    };
    private static final String[] PRODUCTS = {
        "FreeSWITCH-mod_sofia/1.10.9-release~64bit", "Asterisk PBX 18.20.2", "VOS3000 V2.1.7.03", "Yate/6.4.0"
    };
    private static final int[] INCREMENTS = {60, 60, 6, 1};

    private Accounts() {}

    static List<Account> of(VosNode node) {
        return IntStream.range(0, node.accounts())
                .mapToObj(i -> regular(node, i))
                .toList();
    }

    static Account huge(VosNode node) {
        return make(node, node.accounts(), "wholesale-huge", "大客户批发 (huge)", true);
    }

    private static Account regular(VosNode node, int index) {
        String[] pattern = LOGIN_AND_NAME[index % LOGIN_AND_NAME.length];
        return make(node, index, pattern[0].formatted(index + 1), pattern[1], false);
    }

    private static Account make(VosNode node, int index, String login, String name, boolean huge) {
        long seed = Mix.of(node.seed(), login);
        Draws draws = new Draws().startAt(Mix.of(seed, "account"));
        String number = "%03d".formatted(index + 1);
        boolean hasAgent = index % 3 != 2;
        return new Account(
                index,
                login,
                name,
                seed,
                List.of("in-" + number + "-a", "in-" + number + "-b", "对接-" + number),
                "10." + draws.below(256) + "." + draws.below(256) + "." + (1 + draws.below(254)),
                draws.oneOf(PRODUCTS),
                hasAgent ? "agent-" + index % 4 : "",
                hasAgent ? "代理商 " + index % 4 : "",
                INCREMENTS[index % INCREMENTS.length],
                0.40 + 0.1 * draws.unit(),
                0.5 + draws.unit(),
                index % 4 == 3,
                (draws.below(1_200_000) - 200_000) * 10_000L,
                draws.below(100) * 1_000_000_000L,
                huge);
    }
}
