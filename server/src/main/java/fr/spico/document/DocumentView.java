package fr.spico.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.spico.account.AccountId;
import fr.spico.dossier.DocumentAction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A document as docs/api.md shows it.
record DocumentView(
        String id,
        String dossierId,
        DocumentCategory category,
        String title,
        LocalDate actDate,
        String author,
        String confidentiality,
        int version,
        String fileName,
        String type,
        long size,
        Instant addedAt,
        String addedBy,
        List<String> may,
        String blobId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<VersionView> versions) {

    /// What can be done to a document that is there.
    private static final List<DocumentAction> TO_ONE =
            Arrays.stream(DocumentAction.values())
                    .filter(action -> action != DocumentAction.ADD)
                    .toList();

    record VersionView(
            int version,
            String type,
            long size,
            Instant addedAt,
            String addedBy,
            boolean cancelled) {}

    /// @param names of accounts
    static DocumentView of(DocumentAccess access, Function<AccountId, String> names) {
        return of(access, names, null);
    }

    static DocumentView of(
            DocumentAccess access,
            Function<AccountId, String> names,
            @Nullable List<Document.Version> versions) {
        Document document = access.document();
        return new DocumentView(
                document.id().text(),
                document.dossier().text(),
                document.category(),
                document.title(),
                document.actDate(),
                document.author(),
                document.confidentiality().code(),
                document.version(),
                access.fileName(),
                document.file().type(),
                document.file().size(),
                document.addedAt(),
                names.apply(document.addedBy()),
                may(access),
                DocumentBlob.id(document.file()),
                versions == null
                        ? null
                        : versions.stream().map(version -> view(version, names)).toList());
    }

    private static VersionView view(Document.Version version, Function<AccountId, String> names) {
        return new VersionView(
                version.number(),
                version.file().type(),
                version.file().size(),
                version.addedAt(),
                names.apply(version.addedBy()),
                version.cancelled());
    }

    private static List<String> may(DocumentAccess access) {
        return TO_ONE.stream().filter(access::may).map(DocumentAction::code).toList();
    }

    @Override
    public String toString() {
        return "DocumentView[" + id + "]";
    }
}
