package fr.spico.document;

import fr.spico.account.Account;
import fr.spico.account.Accounts;
import fr.spico.document.Document.File;
import fr.spico.document.ImportFile.DocumentLine;
import fr.spico.document.ImportFile.DossierLine;
import fr.spico.document.ImportFile.MemberLine;
import fr.spico.dossier.DossierId;
import fr.spico.dossier.Dossiers;
import fr.spico.dossier.Dossiers.Creation;
import fr.spico.dossier.Member;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.http.Problem;
import fr.spico.platform.jobs.Job;
import fr.spico.platform.jobs.JobHandler;
import fr.spico.platform.jobs.Jobs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Brings in the dossiers and documents of a folder: the way from another system. A job, so that
/// the platform serves meanwhile; each dossier and each document comes once, however often the job
/// runs.
@Component
class DocumentImport implements SmartInitializingSingleton, JobHandler<DocumentImport.Everything> {

    private static final Logger log = LoggerFactory.getLogger(DocumentImport.class);
    private static final Job<Everything> JOB = new Job<>("document-import", Everything.class);

    private final DocumentSettings settings;
    private final Database database;
    private final Accounts accounts;
    private final Dossiers dossiers;
    private final Documents documents;
    private final Jobs jobs;
    private final InstantSource clock;
    private final JsonMapper json;

    DocumentImport(
            DocumentSettings settings,
            Database database,
            Accounts accounts,
            Dossiers dossiers,
            Documents documents,
            Jobs jobs,
            InstantSource clock,
            JsonMapper json) {
        this.settings = settings;
        this.database = database;
        this.accounts = accounts;
        this.dossiers = dossiers;
        this.documents = documents;
        this.jobs = jobs;
        this.clock = clock;
        this.json = json;
    }

    record Everything() {}

    @Override
    public void afterSingletonsInstantiated() {
        if (settings.importFolder() != null) {
            database.run(tx -> jobs.plan(tx, JOB, "folder", new Everything(), clock.instant()));
        }
    }

    @Override
    public Job<Everything> job() {
        return JOB;
    }

    @Override
    public Result run(Everything everything) {
        Path folder = settings.importFolder();
        if (folder != null) {
            load(folder);
        }
        return new Result.Done();
    }

    /// All dossiers first: lists are whole while the documents come.
    void load(Path folder) {
        DossierLine[] lines = read(folder.resolve("dossiers.json"));
        Map<DossierId, DossierLine> dossiers = new LinkedHashMap<>();
        for (int i = 0; i < lines.length; i++) {
            DossierLine line = lines[i];
            dossier(line, i + 1).ifPresent(id -> dossiers.put(id, line));
        }
        int added = 0;
        for (Map.Entry<DossierId, DossierLine> dossier : dossiers.entrySet()) {
            for (DocumentLine document : dossier.getValue().documents()) {
                added += load(folder, dossier.getKey(), document) ? 1 : 0;
            }
        }
        log.info("{} dossiers in the import folder, {} new documents", lines.length, added);
    }

    private DossierLine[] read(Path file) {
        try {
            return json.readValue(Files.readString(file), DossierLine[].class);
        } catch (IOException e) {
            throw new UncheckedIOException("spico.document.import-folder cannot be read", e);
        }
    }

    /// @param place names a wrong line: its content is personal
    private Optional<DossierId> dossier(DossierLine line, int place) {
        return database.write(
                tx -> dossiers.imported(tx, line.ref()).or(() -> create(tx, line, place)));
    }

    private Optional<DossierId> create(WriteTx tx, DossierLine line, int place) {
        List<Account> holders =
                line.circle().stream()
                        .flatMap(member -> Optional.ofNullable(member.login()).stream())
                        .flatMap(login -> accounts.findByLogin(tx, login).stream())
                        .toList();
        if (holders.isEmpty()) {
            log.warn("dossier {} of the import folder: nobody in its circle has an account", place);
            return Optional.empty();
        }
        Creation creation =
                dossiers.create(
                        tx,
                        line.patient(),
                        holders.getFirst(),
                        role(line, holders.getFirst()),
                        Optional.of(line.ref()));
        return switch (creation) {
            case Creation.Created(DossierId id) -> {
                line.circle().forEach(member -> join(tx, id, member));
                yield Optional.of(id);
            }
            case Creation.BadIdentity bad -> {
                log.warn(
                        "dossier {} of the import folder is refused: {}",
                        place,
                        bad.problems().stream().map(p -> p.trait()).toList());
                yield Optional.empty();
            }
            case Creation.Known known -> {
                log.warn("dossier {} of the import folder is refused: its INS is known", place);
                yield Optional.empty();
            }
        };
    }

    private static Member.Role role(DossierLine line, Account holder) {
        return line.circle().stream()
                .filter(member -> holder.login().equals(member.login()))
                .findFirst()
                .flatMap(member -> Member.Role.parse(member.role()))
                .orElse(Member.Role.PARTICIPANT);
    }

    private void join(WriteTx tx, DossierId id, MemberLine member) {
        Member.Role role = Member.Role.parse(member.role()).orElse(Member.Role.PARTICIPANT);
        String login = member.login();
        if (login != null) {
            accounts.findByLogin(tx, login)
                    .ifPresent(account -> dossiers.join(tx, id, account, role));
        } else if (member.address() != null) {
            dossiers.join(
                    tx,
                    id,
                    member.profession().isEmpty()
                            ? Member.Kind.STRUCTURE
                            : Member.Kind.PROFESSIONAL,
                    member.name(),
                    member.profession(),
                    member.structure(),
                    member.address(),
                    role);
        }
    }

    private boolean load(Path folder, DossierId dossier, DocumentLine line) {
        if (database.read(tx -> DocumentQueries.imported(tx, line.ref()))) {
            return false;
        }
        Optional<Account> by = database.read(tx -> accounts.findByLogin(tx, line.addedBy()));
        Optional<Description> description = line.description();
        Path path = folder.resolve(line.file()).normalize();
        if (by.isEmpty() || description.isEmpty() || !path.startsWith(folder.normalize())) {
            log.warn("a document of the import folder is refused: dossier {}", dossier.text());
            return false;
        }
        try (InputStream content = Files.newInputStream(path)) {
            File file = documents.take(dossier, by.get().id(), content);
            database.run(tx ->
                    documents.add(
                            tx,
                            dossier,
                            by.get().id(),
                            description.get(),
                            file.id(),
                            "",
                            Optional.of(line.ref())));
            return true;
        } catch (Problem refused) {
            log.warn(
                    "a document of the import folder is refused: dossier {}, {}",
                    dossier.text(),
                    refused.code());
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("a file of spico.document.import-folder", e);
        }
    }
}
