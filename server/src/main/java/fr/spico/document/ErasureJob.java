package fr.spico.document;

import fr.spico.platform.jobs.Job;
import fr.spico.platform.jobs.JobHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Erases the files of documents that were taken back out. Tried again while the store does not
/// answer.
@Component
class ErasureJob implements JobHandler<ErasureJob.Erasure> {

    static final Job<Erasure> ERASURE = new Job<>("document-file-erasure", Erasure.class);

    private final DocumentFiles files;

    ErasureJob(DocumentFiles files) {
        this.files = files;
    }

    record Erasure(UUID file) {}

    @Override
    public Job<Erasure> job() {
        return ERASURE;
    }

    @Override
    public Result run(Erasure data) {
        try {
            files.erase(data.file());
            return new Result.Done();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
