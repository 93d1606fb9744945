package fr.spico.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import fr.spico.directory.ldap.LdapException.Kind;
import fr.spico.mail.wire.Trust;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Reads every entry of a directory on an LDAP server, a page at a time (RFC 2696).
public final class LdapDirectory {

    private static final Set<ResultCode> LIMITS =
            Set.of(
                    ResultCode.SIZE_LIMIT_EXCEEDED,
                    ResultCode.TIME_LIMIT_EXCEEDED,
                    ResultCode.ADMIN_LIMIT_EXCEEDED);
    private static final Set<ResultCode> DENIALS =
            Set.of(
                    ResultCode.INVALID_CREDENTIALS,
                    ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
                    ResultCode.INAPPROPRIATE_AUTHENTICATION,
                    ResultCode.STRONG_AUTH_REQUIRED,
                    ResultCode.CONFIDENTIALITY_REQUIRED);
    private static final Set<ResultCode> SILENCES =
            Set.of(
                    ResultCode.CONNECT_ERROR,
                    ResultCode.SERVER_DOWN,
                    ResultCode.TIMEOUT,
                    ResultCode.UNAVAILABLE,
                    ResultCode.BUSY,
                    ResultCode.LOCAL_ERROR,
                    ResultCode.DECODING_ERROR);

    private final LdapSettings settings;

    public LdapDirectory(LdapSettings settings) {
        this.settings = settings;
    }

    /// Takes entries, in no order.
    public interface Taker {
        /// @param expected entries in all, if the server guesses
        void take(LdapEntry entry, OptionalInt expected) throws IOException;
    }

    /// Every entry once.
    ///
    /// @throws LdapException if it cannot give them all
    public void each(Taker taker) throws IOException {
        try (LDAPConnection connection = connect()) {
            ASN1OctetString cookie = null;
            do {
                cookie = page(connection, cookie, taker);
            } while (cookie != null);
        } catch (LDAPException e) {
            throw new LdapException(kind(e.getResultCode()), e);
        }
    }

    private LDAPConnection connect() throws LDAPException {
        int millis = Math.toIntExact(settings.timeout().toMillis());
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(millis);
        options.setResponseTimeoutMillis(millis);
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
        SSLContext tls = Trust.context(settings.trustStore());
        LDAPConnection connection =
                new LDAPConnection(
                        settings.isTls() ? tls.getSocketFactory() : SocketFactory.getDefault(),
                        options,
                        settings.url().getHost(),
                        settings.port());
        try {
            identify(connection, tls);
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw e;
        }
    }

    private void identify(LDAPConnection connection, SSLContext tls) throws LDAPException {
        if (settings.startTls() && !settings.isTls()) {
            throwUnlessDone(connection.processExtendedOperation(new StartTLSExtendedRequest(tls)));
        }
        if (settings.bindDn() != null) {
            connection.bind(settings.bindDn(), settings.password());
        }
    }

    private static void throwUnlessDone(com.unboundid.ldap.sdk.LDAPResult result)
            throws LDAPException {
        if (result.getResultCode() != ResultCode.SUCCESS) {
            throw new LDAPException(result);
        }
    }

    /// @return where the next page begins, null after the last
    private @Nullable ASN1OctetString page(
            LDAPConnection connection, @Nullable ASN1OctetString cookie, Taker taker)
            throws LDAPException, IOException {
        SearchRequest request =
                new SearchRequest(
                        settings.base(),
                        SearchScope.SUB,
                        settings.filter(),
                        settings.attributes().wanted());
        request.addControl(new SimplePagedResultsControl(settings.pageSize(), cookie, true));
        SearchResult result = search(connection, request);
        SimplePagedResultsControl answer = SimplePagedResultsControl.get(result);
        OptionalInt expected =
                answer == null || answer.getSize() <= 0
                        ? OptionalInt.empty()
                        : OptionalInt.of(answer.getSize());
        for (SearchResultEntry entry : entries(result)) {
            taker.take(LdapEntry.of(entry, settings.attributes()), expected);
        }
        return answer != null && answer.moreResultsToReturn() ? answer.getCookie() : null;
    }

    private static List<SearchResultEntry> entries(SearchResult result) {
        List<SearchResultEntry> entries = result.getSearchEntries();
        return entries == null ? List.of() : entries;
    }

    private static SearchResult search(LDAPConnection connection, SearchRequest request)
            throws LDAPException {
        try {
            return connection.search(request);
        } catch (LDAPSearchException e) {
            throw new LDAPException(e);
        }
    }

    private static Kind kind(ResultCode code) {
        if (LIMITS.contains(code)) {
            return Kind.LIMITED;
        }
        if (DENIALS.contains(code)) {
            return Kind.DENIED;
        }
        return SILENCES.contains(code) ? Kind.UNREACHABLE : Kind.REFUSED;
    }
}
