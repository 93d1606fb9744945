package fr.spico.document;

import fr.spico.platform.jobs.Job;
import fr.spico.platform.jobs.JobHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Removes files that became no document.
@Component
class DocumentJobs implements JobHandler<DocumentJobs.Expiry> {

    static final Job<Expiry> EXPIRY = new Job<>("document-file-expiry", Expiry.class);

    private final DocumentFiles files;

    DocumentJobs(DocumentFiles files) {
        this.files = files;
    }

    record Expiry(UUID file) {}

    @Override
    public Job<Expiry> job() {
        return EXPIRY;
    }

    @Override
    public Result run(Expiry data) {
        try {
            files.forget(data.file());
            return new Result.Done();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
