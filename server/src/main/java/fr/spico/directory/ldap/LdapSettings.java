package fr.spico.directory.ldap;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.directory.{national,regional}.ldap.*`: a directory on an LDAP server.
///
/// @param url `ldaps://host` or `ldap://host`, with a port if it is not the usual one
/// @param startTls encrypt an `ldap://` connection (RFC 4511, 4.14)
/// @param trustStore PKCS#12 file of the authorities to trust, instead of the JDK's
/// @param bindDn who we are to it; none = anonymous
/// @param base where the entries are, whole subtree
/// @param filter which of them (RFC 4515)
/// @param pageSize entries in a page (RFC 2696)
/// @param timeout of a connection and of each page
/// @param attributes what the attributes of an entry are called
public record LdapSettings(
        URI url,
        @DefaultValue("false") boolean startTls,
        @Nullable Path trustStore,
        @Nullable String bindDn,
        @Nullable String password,
        String base,
        @DefaultValue("(mail=*)") String filter,
        @DefaultValue("500") int pageSize,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue LdapAttributes attributes) {

    private static final int PORT = 389;
    private static final int TLS_PORT = 636;

    public LdapSettings {
        Objects.requireNonNull(url, "spico.directory: an LDAP server has a url");
        Objects.requireNonNull(base, "spico.directory: an LDAP server has a base");
        boolean tls = "ldaps".equals(url.getScheme());
        if ((!tls && !"ldap".equals(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "spico.directory: an LDAP server is ldaps://host or ldap://host");
        }
        if ((bindDn == null) != (password == null)) {
            throw new IllegalArgumentException(
                    "spico.directory: bind-dn and password come together");
        }
        if (password != null && !tls && !startTls && !isHere(url.getHost())) {
            throw new IllegalArgumentException(
                    "spico.directory: a password goes to an LDAP server over ldaps or start-tls only");
        }
    }

    /// From the first octet on.
    boolean isTls() {
        return "ldaps".equals(url.getScheme());
    }

    int port() {
        return url.getPort() > 0 ? url.getPort() : isTls() ? TLS_PORT : PORT;
    }

    private static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "LdapSettings[" + url + "]";
    }
}
