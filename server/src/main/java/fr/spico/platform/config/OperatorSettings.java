package fr.spico.platform.config;

import fr.spico.mail.MssAddress;
import fr.spico.mail.Operator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `spico.operator.*`: the mail operator in front of which the platform stands.
///
/// @param name shown to users, e.g. « Medimail »
/// @param domains its own mail domains
/// @param trustedDomains domain suffixes of the trust space that may be written to, e.g.
///   `mssante.fr`
/// @param patientDomain domain of patients' addresses, e.g. `patient.mssante.fr`
/// @param maxMessageSize octets of a whole encoded message
/// @param platformAddress the platform's own mailbox, which sends the codes
/// @param user the platform's credential for delegated access
@ConfigurationProperties(prefix = "spico.operator", ignoreUnknownFields = false)
public record OperatorSettings(
        String name,
        List<String> domains,
        List<String> trustedDomains,
        String patientDomain,
        @DefaultValue("26214400") long maxMessageSize,
        String platformAddress,
        Endpoint imap,
        Endpoint smtp,
        @Nullable Path trustStore,
        String user,
        String password,
        @DefaultValue("20s") Duration timeout,
        @DefaultValue("200") int maxConnections) {

    public record Endpoint(
            String host, int port, @DefaultValue("STARTTLS") Operator.Security security) {
        Operator.Endpoint endpoint() {
            return new Operator.Endpoint(host, port, security);
        }
    }

    public Operator operator() {
        return new Operator(
                name,
                domains,
                imap.endpoint(),
                smtp.endpoint(),
                trustStore,
                new Operator.Credentials.Delegated(user, password),
                timeout,
                maxConnections);
    }

    public PatientDomain patients() {
        return new PatientDomain(patientDomain);
    }

    public boolean isPatient(MssAddress address) {
        return patients().holds(address);
    }

    public boolean isOwnDomain(MssAddress address) {
        return domains.contains(address.domain());
    }

    public boolean isTrusted(MssAddress address) {
        return trustedDomains.stream()
                .anyMatch(d -> address.domain().equals(d) || address.domain().endsWith("." + d));
    }

    @Override
    public String toString() {
        return "OperatorSettings[" + name + "]";
    }
}
