package fr.spico.sending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.spico.document.Document;
import fr.spico.document.Documents;
import fr.spico.exchange.PdfA;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Whether PDFs are fit for archives of decades (PDF/A-1, ECO.2.1.1). To look takes a while, and
/// what is found keeps nobody from sending: what is not known in time is not said.
@Component
class PdfNotes {

    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final long LARGEST = 10 << 20;

    /// One at a time: it is work for the processor, and nobody's mail should wait for another's.
    private final Semaphore looking = new Semaphore(1, true);

    /// The fault of a file, which never changes.
    private final Cache<UUID, Optional<String>> known =
            Caffeine.newBuilder().maximumSize(20_000).build();

    private final Map<UUID, CountDownLatch> asked = new ConcurrentHashMap<>();
    private final Documents documents;

    PdfNotes(Documents documents) {
        this.documents = documents;
    }

    /// One French sentence per document that has a fault, by its file; what is not known yet is
    /// found out meanwhile, for the next time.
    Map<UUID, String> of(Collection<Document> those) {
        those.stream().filter(PdfNotes::isChecked).forEach(this::ask);
        long until = System.nanoTime() + PATIENCE.toNanos();
        those.forEach(document -> await(document.file().id(), until));
        return those.stream()
                .map(document -> document.file().id())
                .distinct()
                .filter(file -> fault(file).isPresent())
                .collect(Collectors.toMap(file -> file, file -> fault(file).orElseThrow()));
    }

    private Optional<String> fault(UUID file) {
        Optional<String> found = known.getIfPresent(file);
        return found == null ? Optional.empty() : found;
    }

    private static boolean isChecked(Document document) {
        return document.file().type().equals("application/pdf")
                && document.file().size() <= LARGEST;
    }

    private void ask(Document document) {
        UUID file = document.file().id();
        if (known.getIfPresent(file) == null) {
            CountDownLatch answer = new CountDownLatch(1);
            if (asked.putIfAbsent(file, answer) == null) {
                Thread.ofVirtual().name("pdf-a").start(() -> look(document, answer));
            }
        }
    }

    private void look(Document document, CountDownLatch answer) {
        looking.acquireUninterruptibly();
        try (InputStream content = documents.content(document.dossier(), document.file())) {
            known.put(document.file().id(), PdfA.fault(content.readAllBytes()));
        } catch (IOException _) {
            // The store does not answer: asked again next time.
        } finally {
            looking.release();
            asked.remove(document.file().id());
            answer.countDown();
        }
    }

    private void await(UUID file, long until) {
        CountDownLatch answer = asked.get(file);
        if (answer == null) {
            return;
        }
        try {
            boolean _ = answer.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
