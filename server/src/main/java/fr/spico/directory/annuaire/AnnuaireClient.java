package fr.spico.directory.annuaire;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/// The Annuaire Santé over its FHIR API. Thread-safe; opens nothing before it is asked something.
public final class AnnuaireClient implements AutoCloseable {

    /// Somebody looks at the screen.
    private static final Patience SHORT =
            new Patience(3, Duration.ofMillis(300), Duration.ofSeconds(3), Duration.ofSeconds(10));

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration ENOUGH = Duration.ofMinutes(10);

    private final AnnuaireSettings settings;
    private final FhirCalls calls;

    public AnnuaireClient(AnnuaireSettings settings, InstantSource time) {
        this.settings = settings;
        this.calls = new FhirCalls(settings, time);
    }

    /// Everything that the directory says of a person now. Empty: it knows nobody of that number.
    ///
    /// @param rpps 11 digits
    /// @throws AnnuaireException if it cannot say
    public Optional<AnnuairePerson> person(String rpps) throws AnnuaireException {
        FhirSearch search = new FhirSearch(calls, SHORT, settings.pageSize());
        AnnuairePeople people = new AnnuairePeople(search);
        search.each(
                "Practitioner?identifier=" + rpps + "&_revinclude=PractitionerRole:practitioner",
                people::take,
                share -> {});
        people.completeStructures(share -> {});
        return people.assembled().stream()
                .filter(AnnuairePerson::active)
                .filter(person -> person.rpps().equals(Optional.of(rpps)))
                .findFirst();
    }

    /// Everybody and everything that changed since a time.
    ///
    /// @param since not longer ago than [AnnuaireSettings#REACH]
    /// @param progress told the share that came, 0–1
    /// @throws AnnuaireException if any page of it cannot be had: half a delta would be a lie
    public AnnuaireChanges changes(Instant since, DoubleConsumer progress)
            throws AnnuaireException {
        Patience patience =
                new Patience(settings.tries(), settings.firstPause(), LONGEST_PAUSE, ENOUGH);
        FhirSearch search = new FhirSearch(calls, patience, settings.pageSize());
        return new AnnuaireDelta(search, settings.maxChanges(), progress).since(since);
    }

    @Override
    public void close() throws IOException {
        calls.close();
    }
}
