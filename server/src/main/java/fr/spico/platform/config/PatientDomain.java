package fr.spico.platform.config;

import fr.spico.mail.MssAddress;
import fr.spico.mail.mime.EmailAddress;
import fr.spico.mail.mime.HeaderField;
import fr.spico.mail.mime.MessageHeader;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The domain under which patients have their addresses. The one place that tells an exchange with
/// patients from others (rows C3, S4, S5); where an address is not written as it should be, it
/// takes the side of the patient.
///
/// @param value lower case, e.g. `patient.mssante.fr`
public record PatientDomain(String value) {

    /// Whoever wrote, sent, gets or answers a mail.
    private static final List<String> PEOPLE =
            List.of(
                    "From",
                    "Sender",
                    "Reply-To",
                    "To",
                    "Cc",
                    "Bcc",
                    "Return-Path",
                    "Disposition-Notification-To",
                    "Resent-From",
                    "Resent-Sender",
                    "Resent-To",
                    "Resent-Cc",
                    "Resent-Bcc");

    private static final int LONGEST_HOST = 253;

    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Cf}\\p{Cntrl}\"<>\\[\\]()]+");

    public PatientDomain(String value) {
        this.value = value.toLowerCase(Locale.ROOT);
    }

    public boolean holds(MssAddress address) {
        return address.domain().equals(value) || address.domain().endsWith("." + value);
    }

    /// Whether a patient is among the people of a mail.
    public boolean isNamedIn(MessageHeader header) {
        return PEOPLE.stream()
                .flatMap(name -> header.all(name).stream())
                .flatMap(PatientDomain::readings)
                .anyMatch(this::isMentionedIn);
    }

    /// Whether a text holds an address of this domain, whatever stands around or inside of it.
    public boolean isMentionedIn(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String close = BETWEEN.matcher(plain).replaceAll("");
        int at = close.indexOf(value);
        while (at >= 0 && !isAddress(close, at)) {
            at = close.indexOf(value, at + 1);
        }
        return at >= 0;
    }

    /// As it stands, and as its addresses are read: without comments, for instance.
    private static Stream<String> readings(HeaderField field) {
        String addresses =
                field.asAddresses().stream()
                        .map(EmailAddress::email)
                        .collect(Collectors.joining(","));
        return Stream.of(field.asText(), addresses);
    }

    /// `…@DOMAIN` or `…@sub.DOMAIN`; what follows has lost its distance and says nothing.
    private static boolean isAddress(String text, int at) {
        int start = at;
        while (start > Math.max(0, at - LONGEST_HOST) && isOfHost(text.charAt(start - 1))) {
            start--;
        }
        boolean whole = start == at || text.charAt(at - 1) == '.';
        return whole && start > 0 && text.charAt(start - 1) == '@';
    }

    private static boolean isOfHost(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '.';
    }
}
