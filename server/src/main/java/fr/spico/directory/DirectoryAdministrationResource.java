package fr.spico.directory;

import fr.spico.account.AccountPermission;
import fr.spico.account.Caller;
import fr.spico.audit.Audit;
import fr.spico.directory.DirectoryAdministrationView.Overview;
import fr.spico.directory.DirectoryAdministrationView.Samples;
import fr.spico.directory.DirectoryAdministrationView.Version;
import fr.spico.directory.DirectoryAdministrationView.Versions;
import fr.spico.directory.DirectoryRules.Source;
import fr.spico.directory.DirectoryVersion.Origin;
import fr.spico.platform.db.Database;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.http.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `/api/administration/directory`: imports, history and going back, for administrators.
@RestController
@RequestMapping("/api/administration/directory")
class DirectoryAdministrationResource {

    private final Database database;
    private final DirectoryImports imports;
    private final DirectoryUploads uploads;
    private final DirectoryAdministrationView view;
    private final Audit audit;

    DirectoryAdministrationResource(
            Database database,
            DirectoryImports imports,
            DirectoryUploads uploads,
            DirectoryAdministrationView view,
            Audit audit) {
        this.database = database;
        this.imports = imports;
        this.uploads = uploads;
        this.view = view;
        this.audit = audit;
    }

    record NewVersion(@Nullable String origin) {}

    @GetMapping
    Overview overview(Caller caller) {
        AccountPermission.administer(caller);
        return database.read(view::overview);
    }

    @GetMapping("/{source}/versions")
    Versions history(Caller caller, @PathVariable String source) {
        AccountPermission.administer(caller);
        Source wanted = source(source);
        return database.read(tx -> view.history(tx, wanted));
    }

    @GetMapping("/versions/{id}")
    Version version(Caller caller, @PathVariable long id) {
        AccountPermission.administer(caller);
        return database.read(tx -> view.version(tx, id))
                .orElseThrow(DirectoryAdministrationResource::unknown);
    }

    @GetMapping("/versions/{id}/samples")
    Samples samples(Caller caller, @PathVariable long id) {
        AccountPermission.administer(caller);
        return database.read(tx -> view.samples(tx, id))
                .orElseThrow(DirectoryAdministrationResource::unknown);
    }

    @PostMapping("/{source}/versions")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Version start(Caller caller, @PathVariable String source, @RequestBody NewVersion wanted) {
        AccountPermission.administer(caller);
        Source of = source(source);
        Origin from = origin(wanted.origin());
        return act(caller, "directory.import", tx -> imports.start(tx, of, from, caller.id()));
    }

    @PostMapping(
            path = "/{source}/versions/upload",
            consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Version upload(Caller caller, @PathVariable String source, InputStream body)
            throws IOException {
        AccountPermission.administer(caller);
        Source of = source(source);
        Path file = uploads.receive(body);
        try {
            return act(caller, "directory.upload", tx -> uploaded(tx, of, caller, file));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @PostMapping("/versions/{id}/switch")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Version switchTo(Caller caller, @PathVariable long id) {
        AccountPermission.administer(caller);
        return act(caller, "directory.switch", tx -> imports.switchTo(tx, id));
    }

    @DeleteMapping("/versions/{id}")
    Version discard(Caller caller, @PathVariable long id) {
        AccountPermission.administer(caller);
        return act(caller, "directory.discard", tx -> imports.discard(tx, id));
    }

    private DirectoryGesture uploaded(WriteTx tx, Source source, Caller caller, Path file) {
        DirectoryGesture gesture = imports.start(tx, source, Origin.UPLOAD, caller.id());
        if (gesture instanceof DirectoryGesture.Done(DirectoryVersion version)) {
            try {
                uploads.keep(version.id(), file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return gesture;
    }

    private Version act(Caller caller, String action, Function<WriteTx, DirectoryGesture> gesture) {
        return database.write(tx -> {
            DirectoryVersion version = done(gesture.apply(tx));
            audit.note(tx, caller.id(), action, "directory-version-" + version.id());
            return view.version(tx, version.id()).orElseThrow();
        });
    }

    private static DirectoryVersion done(DirectoryGesture gesture) {
        return switch (gesture) {
            case DirectoryGesture.Done(DirectoryVersion version) -> version;
            case DirectoryGesture.NotFound() -> throw unknown();
            case DirectoryGesture.NotConfigured() ->
                    throw new Problem(
                            HttpStatus.CONFLICT,
                            "not-configured",
                            "Cet annuaire n’a pas cette source : elle se décrit dans la"
                                    + " configuration de la plateforme.");
            case DirectoryGesture.Busy(DirectoryVersion open) ->
                    throw new Problem(
                                    HttpStatus.CONFLICT,
                                    "directory-busy",
                                    DirectorySentences.busy(open.state()))
                            .with("version", open.id());
            case DirectoryGesture.NotKept() ->
                    throw new Problem(
                            HttpStatus.CONFLICT,
                            "not-possible",
                            "Cette version n’est plus dans un état qui le permet. Rechargez la"
                                    + " page.");
        };
    }

    private static Source source(String word) {
        return Arrays.stream(Source.values())
                .filter(source -> source.stored().equals(word))
                .findAny()
                .orElseThrow(() ->
                        new Problem(
                                HttpStatus.NOT_FOUND, "not-found", "Cet annuaire n’existe pas."));
    }

    private static Origin origin(@Nullable String word) {
        return Arrays.stream(Origin.values())
                .filter(origin -> origin != Origin.UPLOAD && origin.stored().equals(word))
                .findAny()
                .orElseThrow(() ->
                        new Problem(
                                HttpStatus.BAD_REQUEST,
                                "bad-request",
                                "Dites d’où importer : file, url, ldap ou delta."));
    }

    private static Problem unknown() {
        return new Problem(HttpStatus.NOT_FOUND, "not-found", "Cette version n’existe pas.");
    }
}
