package io.caravan.behavior;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts addresses to their networks. Names are never looked up. */
final class IpAddresses {

    private static final int KEPT_OF_V6 = 6;
    private static final Pattern V4 = Pattern.compile("(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\.\\d{1,3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private IpAddresses() {}

    /** The network: 24 bits of an IPv4 address, 48 of an IPv6 address. Null for what is no address. */
    static String truncate(String ip) {
        if (ip == null) {
            return null;
        }
        Matcher v4 = V4.matcher(ip.strip());
        if (v4.matches()) {
            return v4.group(1) + ".0";
        }
        String v6 = ip.strip().replaceFirst("%.*$", "");
        return V6.matcher(v6).matches() ? truncateV6(v6) : null;
    }

    private static String truncateV6(String literal) {
        try {
            InetAddress address = InetAddress.getByName(literal);
            if (!(address instanceof Inet6Address)) {
                // An IPv4 address in the clothes of the other.
                return truncate(address.getHostAddress());
            }
            byte[] bytes = address.getAddress();
            Arrays.fill(bytes, KEPT_OF_V6, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
