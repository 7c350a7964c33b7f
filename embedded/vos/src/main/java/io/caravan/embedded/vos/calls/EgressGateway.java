package io.caravan.embedded.vos.calls;

import java.util.List;

/**
 * A routing gateway: where a call leaves the node.
 *
 * @param routingPrefix digits put before the dialled number to choose it
 */
public record EgressGateway(String name, String ip, String productId, String routingPrefix) {

    /** Of calls that never left: every text is empty, as real nodes send it. */
    static final EgressGateway NONE = new EgressGateway("", "", "", "");

    /** Every routing gateway of a node; all nodes have the same. */
    public static List<EgressGateway> all() {
        return List.of(
                new EgressGateway("落地-移动A", "172.16.4.11", "Huawei SoftX3000", "222"),
                new EgressGateway("落地-联通B", "172.16.4.12", "ZXSS10", "333"),
                new EgressGateway("out-telekom", "172.16.5.21", "Oracle ESBC", "888"),
                new EgressGateway("out-carrier_x", "172.16.5.22", "Sippy Softswitch", "9001"),
                new EgressGateway("out 'backup' 100%", "172.16.5.23", "Kamailio (5.7.4)", "777"));
    }
}
