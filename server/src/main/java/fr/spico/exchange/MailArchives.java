package fr.spico.exchange;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.spico.mail.ExchangeSubject;
import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.mime.BodyPart;
import fr.spico.mail.mime.HeaderField;
import fr.spico.mail.mime.TransferDecoding;
import fr.spico.platform.config.OperatorSettings;
import fr.spico.replica.EmailId;
import fr.spico.replica.Replica;
import fr.spico.replica.ReplicaEmail;
import fr.spico.replica.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The archives of documents that mails carry, and their other attachments, fetched from the
/// operator when somebody asks.
@Component
public class MailArchives {

    private static final int MAX_ARCHIVES = 5;

    private final Replica replica;
    private final long maxSize;
    private final Cache<Key, byte[]> recent;

    MailArchives(Replica replica, OperatorSettings operator, ExchangeSettings settings) {
        this.replica = replica;
        this.maxSize = operator.maxMessageSize();
        this.recent =
                Caffeine.newBuilder()
                        .maximumWeight(settings.cache())
                        .weigher((Key _, byte[] octets) -> octets.length)
                        .expireAfterWrite(Duration.ofMinutes(5))
                        .build();
    }

    private record Key(EmailId email, String partId) {}

    /// The parts of a mail that are archives of documents: by their name, or by the mail's subject
    /// (standards §3.2).
    public static List<BodyPart> of(ReplicaEmail email) {
        boolean announced =
                email.header()
                        .last("Subject")
                        .map(HeaderField::asText)
                        .filter(ExchangeSubject::isMarked)
                        .isPresent();
        return email.structure().leaves().stream()
                .filter(part -> part.partId() != null)
                .filter(part -> isArchive(part, announced))
                .limit(MAX_ARCHIVES)
                .toList();
    }

    /// A part's octets. The caller has seen to it that the email exists for the viewer.
    ///
    /// @throws MailException the operator does not give it
    public byte[] octets(Viewer viewer, EmailId email, BodyPart part) throws MailException {
        Key key = new Key(email, String.valueOf(part.partId()));
        byte[] known = recent.getIfPresent(key);
        if (known == null) {
            known = fetch(viewer, email, part);
            recent.put(key, known);
        }
        return known;
    }

    private static boolean isArchive(BodyPart part, boolean announced) {
        String name = nameOf(part.name());
        boolean zip = name.endsWith(".zip") || part.type().equals("application/zip");
        return name.equals("ihe_xdm.zip") || (announced && zip);
    }

    private static String nameOf(@Nullable String name) {
        return name == null ? "" : name.strip().toLowerCase(Locale.ROOT);
    }

    private byte[] fetch(Viewer viewer, EmailId email, BodyPart part) throws MailException {
        byte[][] read = {new byte[0]};
        try {
            replica.readPart(
                    viewer,
                    email,
                    part.partId(),
                    encoded -> read[0] = decoded(encoded, part.encoding()));
        } catch (IOException e) {
            throw new MailException(Reason.UNREACHABLE, "cut while reading an archive", e);
        }
        return read[0];
    }

    /// Nothing longer than a mail may be: what is cut is no archive any more, and said to be none.
    private byte[] decoded(InputStream encoded, String encoding) throws IOException {
        return TransferDecoding.stream(encoded, encoding)
                .readNBytes((int) Math.min(maxSize, Integer.MAX_VALUE - 8));
    }
}
