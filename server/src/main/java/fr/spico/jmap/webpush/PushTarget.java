package fr.spico.jmap.webpush;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/// An address that a stranger gave us to call. Only public machines are called, so that nobody
/// reaches through us what stands beside us.
record PushTarget(URI uri) {

    private static final int MAX_LENGTH = 2_000;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /// Empty for what may not be called.
    ///
    /// @param loopback whether this very machine may be called, and without TLS
    static Optional<PushTarget> parse(String text, boolean loopback) {
        try {
            URI uri = new URI(text);
            boolean whole =
                    text.length() <= MAX_LENGTH
                            && text.chars().allMatch(c -> c > ' ' && c < 0x7f)
                            && uri.getHost() != null
                            && uri.getRawUserInfo() == null
                            && uri.getRawFragment() == null
                            && uri.getPort() <= 0xffff;
            PushTarget target = new PushTarget(uri);
            boolean fits =
                    "https".equalsIgnoreCase(uri.getScheme())
                            || (loopback
                                    && "http".equalsIgnoreCase(uri.getScheme())
                                    && whole
                                    && target.isHere());
            return whole && fits ? Optional.of(target) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    boolean isSecure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    int port() {
        return uri.getPort() > 0 ? uri.getPort() : isSecure() ? HTTPS : HTTP;
    }

    String path() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /// The machine to call. Asked anew before each call, and the call goes to the very address that
    /// was judged: a name that points elsewhere a moment later gains nothing.
    ///
    /// @return empty when one of its addresses may not be called
    Optional<InetAddress> address(boolean loopback) throws UnknownHostException {
        InetAddress[] all = InetAddress.getAllByName(host());
        boolean allowed =
                Arrays.stream(all)
                        .allMatch(a -> isPublic(a) || (loopback && a.isLoopbackAddress()));
        return allowed ? Optional.of(all[0]) : Optional.empty();
    }

    private boolean isHere() {
        return host().equals("localhost") || host().equals("127.0.0.1") || host().equals("::1");
    }

    /// What the registries of special addresses (RFC 6890) leave over.
    static boolean isPublic(InetAddress address) {
        byte[] octets = address.getAddress();
        return switch (address) {
            case Inet4Address four -> isPublic4(octets);
            case Inet6Address six -> isPublic6(octets);
            default -> false;
        };
    }

    private static boolean isPublic4(byte[] octets) {
        int a = octets[0] & 0xff;
        int b = octets[1] & 0xff;
        int c = octets[2] & 0xff;
        boolean special =
                a == 0
                        || a == 10
                        || a == 127
                        || a >= 224
                        || (a == 100 && b >= 64 && b < 128)
                        || (a == 169 && b == 254)
                        || (a == 172 && b >= 16 && b < 32)
                        || (a == 192 && b == 168)
                        || (a == 192 && b == 0 && (c == 0 || c == 2))
                        || (a == 192 && b == 88 && c == 99)
                        || (a == 198 && (b == 18 || b == 19))
                        || (a == 198 && b == 51 && c == 100)
                        || (a == 203 && b == 0 && c == 113);
        return !special;
    }

    /// Global unicast, without what embeds or tunnels to an address of the other kind.
    private static boolean isPublic6(byte[] octets) {
        int first = (octets[0] & 0xff) << 8 | octets[1] & 0xff;
        int second = (octets[2] & 0xff) << 8 | octets[3] & 0xff;
        boolean unicast = (first & 0xe000) == 0x2000;
        boolean special =
                first == 0x2002 || (first == 0x2001 && (second < 0x200 || second == 0x0db8));
        return unicast && !special;
    }

    @Override
    public String toString() {
        return "PushTarget[…]";
    }
}
