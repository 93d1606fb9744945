package fr.spico.filing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.spico.exchange.PdfText;
import fr.spico.mail.MailException;
import fr.spico.replica.EmailId;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// What the PDFs of mails say, as far as that is soon known: it helps to find whose they are, and
/// nothing waits long for it.
@Component
class ItemTexts {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /// A mail never changes; what is remembered of it is compared for who may see the mail only.
    private final Cache<Key, String> recent =
            Caffeine.newBuilder().maximumSize(500).expireAfterWrite(Duration.ofMinutes(10)).build();

    /// Reading is work for the processor and the memory.
    private final Semaphore reading = new Semaphore(2, true);

    private final MailItems items;

    ItemTexts(MailItems items) {
        this.items = items;
    }

    private record Key(EmailId email, String ref) {}

    /// Empty for what is no PDF, or cannot be read now. Asks the operator.
    String of(HeldMail mail, Item item) {
        if (!isPdf(item) || item.size() > PdfText.LARGEST) {
            return "";
        }
        Key key = new Key(mail.email().id(), item.ref());
        String known = recent.getIfPresent(key);
        return known == null ? read(key, mail, item) : known;
    }

    private String read(Key key, HeldMail mail, Item item) {
        try {
            byte[] content = items.content(mail.viewer(), mail.email(), item);
            if (!reading.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return "";
            }
            try {
                String text = PdfText.beginning(content);
                recent.put(key, text);
                return text;
            } finally {
                reading.release();
            }
        } catch (MailException _) {
            return ""; // Who files it is told that the operator does not answer.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static boolean isPdf(Item item) {
        return item.type().equals("application/pdf")
                || item.name().toLowerCase(Locale.ROOT).endsWith(".pdf");
    }
}
