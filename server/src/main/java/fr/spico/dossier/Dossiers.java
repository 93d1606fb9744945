package fr.spico.dossier;

import fr.spico.account.Account;
import fr.spico.account.AccountId;
import fr.spico.account.Accounts;
import fr.spico.account.Caller;
import fr.spico.dossier.DossierQueries.Page;
import fr.spico.dossier.DossierRules.Wanted;
import fr.spico.platform.crypto.DataKey;
import fr.spico.platform.crypto.MasterKey;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import fr.spico.platform.http.Problem;
import fr.spico.platform.time.IdSource;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// The feature's public entry. A dossier is opened for a member of its care circle and for nobody
/// else.
@Component
public class Dossiers {

    private static final ZoneId FRANCE = ZoneId.of("Europe/Paris");

    private final Accounts accounts;
    private final DossierRights rights;
    private final DossierSettings settings;
    private final MasterKey masterKey;
    private final InstantSource clock;
    private final IdSource ids;

    Dossiers(
            Accounts accounts,
            DossierRights rights,
            DossierSettings settings,
            MasterKey masterKey,
            InstantSource clock,
            IdSource ids) {
        this.accounts = accounts;
        this.rights = rights;
        this.settings = settings;
        this.masterKey = masterKey;
        this.clock = clock;
        this.ids = ids;
    }

    // --- reading

    /// @throws Problem `no-such-dossier`, also for who is not in its circle
    public DossierAccess open(ReadTx tx, Caller caller, String id) {
        return DossierId.parse(id)
                .flatMap(dossier -> find(tx, caller.account(), dossier))
                .orElseThrow(Dossiers::noSuchDossier);
    }

    /// Empty for who is not in its circle.
    public Optional<DossierAccess> find(ReadTx tx, Account account, DossierId id) {
        return CircleQueries.find(tx, id, account.id())
                .flatMap(member -> DossierQueries.find(tx, id))
                .map(dossier -> new DossierAccess(dossier, account.id(), rights.of(account)));
    }

    /// Of some dossiers, those in whose circle an account is.
    public List<DossierId> among(ReadTx tx, AccountId account, Collection<DossierId> dossiers) {
        return CircleQueries.ofAccount(tx, account, dossiers);
    }

    /// Of some dossiers, the patients who oppose the exchange of their data.
    public List<Patient> opposing(ReadTx tx, Collection<DossierId> dossiers) {
        return dossiers.stream()
                .flatMap(id -> DossierQueries.find(tx, id).stream())
                .filter(dossier -> dossier.opposition().isPresent())
                .map(Dossier::patient)
                .toList();
    }

    /// The care circle, what accounts say of themselves filled in.
    public List<Member> circle(ReadTx tx, DossierId id) {
        List<Member> members = CircleQueries.all(tx, id);
        Map<AccountId, Account> known = accounts.find(tx, Member.accounts(members));
        return members.stream().map(member -> filledIn(member, known)).toList();
    }

    /// What a profession may do, in dossiers at large.
    DossierRights.Rights rights(Account account) {
        return rights.of(account);
    }

    DossierView view(ReadTx tx, DossierAccess access) {
        Dossier dossier = access.dossier();
        String opposedBy = dossier.opposition().map(o -> nameOf(tx, o.recordedBy())).orElse("");
        return DossierView.of(access, circle(tx, dossier.id()), opposedBy);
    }

    /// Latest first.
    ///
    /// @param before number of the event that ended the former page
    public List<DossierEvent> events(ReadTx tx, DossierId id, long before, int limit) {
        return DossierQueries.events(tx, id, before, limit);
    }

    /// « Dr Hélène Castelbon », or the name of a structure.
    public String nameOf(ReadTx tx, AccountId account) {
        return accounts.find(tx, account).map(Dossiers::displayName).orElse("");
    }

    /// The key of a dossier's documents.
    public DataKey key(ReadTx tx, DossierId id) {
        return masterKey.open(DossierQueries.wrappedKey(tx, id), id.text());
    }

    /// Today where the patients live.
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), FRANCE);
    }

    /// Patients of an account's one of whose names is among these words.
    ///
    /// @param words as [Names] has them
    public List<Patient> mentioned(ReadTx tx, AccountId account, Collection<String> words) {
        return DossierQueries.mentioned(tx, account, words).stream().map(Dossier::patient).toList();
    }

    /// Dossiers of an account's in which one of these traits stands: whose a document may be.
    ///
    /// @param words as [Names] has them
    public List<DossierAccess> alike(
            ReadTx tx,
            Account account,
            Collection<String> words,
            Collection<String> matricules,
            Collection<LocalDate> births) {
        return DossierQueries.alike(tx, account.id(), words, matricules, births).stream()
                .map(dossier -> new DossierAccess(dossier, account.id(), rights.of(account)))
                .toList();
    }

    Page search(ReadTx tx, AccountId account, String typed, int limit, int offset) {
        Wanted wanted = DossierRules.wanted(typed, today());
        Page page = DossierQueries.search(tx, account, wanted, false, limit, offset);
        return page.total() > 0 || offset > 0 || wanted.words().isEmpty()
                ? page
                : DossierQueries.search(tx, account, wanted, true, limit, offset);
    }

    // --- changing

    /// What became of a wish to create a dossier.
    public sealed interface Creation {
        record Created(DossierId id) implements Creation {}

        record BadIdentity(List<IdentityProblem> problems) implements Creation {}

        /// Somebody has a dossier with this INS.
        record Known(DossierId id) implements Creation {}
    }

    /// @param importRef tells what comes from a folder apart, so that it comes once
    public Creation create(
            WriteTx tx,
            Patient patient,
            Account creator,
            Member.Role role,
            Optional<String> importRef) {
        List<IdentityProblem> problems = problems(patient);
        if (!problems.isEmpty()) {
            return new Creation.BadIdentity(problems);
        }
        Optional<DossierId> known = patient.ins().flatMap(ins -> ofPatient(tx, ins));
        if (known.isPresent()) {
            return new Creation.Known(known.get());
        }
        DossierId id = new DossierId(ids.next());
        byte[] key = masterKey.newDataKey(id.text());
        DossierQueries.insert(tx, id, patient, key, clock.instant(), importRef);
        join(tx, id, creator, role);
        note(tx, id, creator.id(), DossierEvent.Kind.CREATED, Optional.empty(), "");
        return new Creation.Created(id);
    }

    /// The dossier that has an INS already; nobody else gives it to another one meanwhile.
    Optional<DossierId> ofPatient(WriteTx tx, Ins ins) {
        DossierQueries.lock(tx, ins);
        return DossierQueries.withIns(tx, ins);
    }

    public Optional<DossierId> imported(ReadTx tx, String ref) {
        return DossierQueries.imported(tx, ref);
    }

    List<IdentityProblem> problems(Patient patient) {
        return DossierRules.problems(patient, settings.testIdentities(), today());
    }

    /// False when the account is in the circle already.
    public boolean join(WriteTx tx, DossierId id, Account account, Member.Role role) {
        Member.Kind kind =
                account.kind() == Account.Kind.STRUCTURE
                        ? Member.Kind.STRUCTURE
                        : Member.Kind.PROFESSIONAL;
        return CircleQueries.insert(
                tx,
                id,
                new Member(
                        ids.next(),
                        Optional.of(account.id()),
                        kind,
                        "",
                        "",
                        "",
                        Optional.empty(),
                        role),
                clock.instant());
    }

    /// Somebody without an account. False when the address is in the circle already.
    public boolean join(
            WriteTx tx,
            DossierId id,
            Member.Kind kind,
            String name,
            String profession,
            String structure,
            String address,
            Member.Role role) {
        return CircleQueries.insert(
                tx,
                id,
                new Member(
                        ids.next(),
                        Optional.empty(),
                        kind,
                        name,
                        profession,
                        structure,
                        Optional.of(address),
                        role),
                clock.instant());
    }

    /// Writes a line of the dossier's timeline.
    public void note(
            WriteTx tx,
            DossierId id,
            AccountId by,
            DossierEvent.Kind kind,
            Optional<UUID> subject,
            String detail) {
        DossierQueries.note(tx, id, by, kind, subject, detail, clock.instant());
    }

    static Problem noSuchDossier() {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "no-such-dossier",
                "Ce dossier n’existe pas, ou vous n’êtes pas dans son cercle de soins.");
    }

    private static Member filledIn(Member member, Map<AccountId, Account> known) {
        return member.account()
                .flatMap(id -> Optional.ofNullable(known.get(id)))
                .map(account ->
                        new Member(
                                member.id(),
                                member.account(),
                                member.kind(),
                                displayName(account),
                                account.profession(),
                                account.structure(),
                                member.address(),
                                member.role()))
                .orElse(member);
    }

    private static String displayName(Account account) {
        if (account.kind() == Account.Kind.STRUCTURE) {
            return account.structure();
        }
        Stream<String> title = account.title().equals("Dr") ? Stream.of("Dr") : Stream.empty();
        return String.join(
                " ",
                Stream.concat(title, Stream.of(account.firstName(), account.lastName())).toList());
    }
}
