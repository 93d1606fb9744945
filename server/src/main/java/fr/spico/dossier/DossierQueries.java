package fr.spico.dossier;

import fr.spico.account.AccountId;
import fr.spico.dossier.Dossier.Opposition;
import fr.spico.dossier.DossierRules.Wanted;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/// The SQL of dossiers; that of their circles is in [CircleQueries].
final class DossierQueries {

    private static final double ALIKE = 0.5;

    private DossierQueries() {}

    /// A dossier in a list.
    record Listed(Dossier dossier, Member.Role role) {}

    /// @param total how many there are on all pages
    record Page(List<Listed> dossiers, int total) {}

    static void insert(
            WriteTx tx,
            DossierId id,
            Patient patient,
            byte[] wrappedKey,
            Instant now,
            Optional<String> importRef) {
        traits(
                        tx.sql(
                                """
                                insert into dossier (id, birth_name, birth_first_names, used_name, used_first_name, sex,
                                    birth_date, birthplace, matricule, oid, state, words, wrapped_key, created_at,
                                    touched_at, import_ref)
                                values (:id, :birthName, :birthFirstNames, :usedName, :usedFirstName, :sex, :birthDate,
                                    :birthplace, :matricule, :oid, :state, :words, :key, :now, :now, :ref)
                                """),
                        id,
                        patient)
                .param("key", wrappedKey)
                .param("now", at(now))
                .param("ref", importRef.orElse(null))
                .update();
    }

    static void update(WriteTx tx, DossierId id, Patient patient) {
        traits(
                        tx.sql(
                                """
                                update dossier set birth_name = :birthName, birth_first_names = :birthFirstNames,
                                    used_name = :usedName, used_first_name = :usedFirstName, sex = :sex,
                                    birth_date = :birthDate, birthplace = :birthplace, matricule = :matricule,
                                    oid = :oid, state = :state, words = :words
                                where id = :id
                                """),
                        id,
                        patient)
                .update();
    }

    private static StatementSpec traits(StatementSpec sql, DossierId id, Patient patient) {
        return sql.param("id", id.value())
                .param("birthName", patient.birthName())
                .param("birthFirstNames", patient.birthFirstNames())
                .param("usedName", patient.usedName())
                .param("usedFirstName", patient.usedFirstName())
                .param("sex", patient.sex().name())
                .param("birthDate", patient.birthDate())
                .param("birthplace", patient.birthplace())
                .param("matricule", patient.ins().map(Ins::matricule).orElse(null))
                .param("oid", patient.ins().map(Ins::oid).orElse(null))
                .param("state", patient.state().name())
                .param("words", Names.searched(patient));
    }

    static Optional<Dossier> find(ReadTx tx, DossierId id) {
        return tx.sql("select * from dossier where id = :id")
                .param("id", id.value())
                .query((row, n) -> dossier(row))
                .optional();
    }

    /// Waits for whoever is changing this dossier.
    static void lock(WriteTx tx, DossierId id) {
        tx.sql("select id from dossier where id = :id for update")
                .param("id", id.value())
                .query(UUID.class)
                .optional();
    }

    /// Waits for whoever is giving a dossier this INS: what [#withIns] says then holds until the
    /// commit.
    static void lock(WriteTx tx, Ins ins) {
        tx.sql(
                        "select pg_advisory_xact_lock(hashtextextended('ins ' || :oid || ' ' || :matricule, 0))")
                .param("oid", ins.oid())
                .param("matricule", ins.matricule())
                .query((row, n) -> n)
                .list();
    }

    static Optional<DossierId> withIns(ReadTx tx, Ins ins) {
        return tx.sql("select id from dossier where matricule = :matricule and oid = :oid")
                .param("matricule", ins.matricule())
                .param("oid", ins.oid())
                .query(UUID.class)
                .optional()
                .map(DossierId::new);
    }

    static Optional<DossierId> imported(ReadTx tx, String ref) {
        return tx.sql("select id from dossier where import_ref = :ref")
                .param("ref", ref)
                .query(UUID.class)
                .optional()
                .map(DossierId::new);
    }

    static byte[] wrappedKey(ReadTx tx, DossierId id) {
        return tx.sql("select wrapped_key from dossier where id = :id")
                .param("id", id.value())
                .query((row, n) -> row.getBytes("wrapped_key"))
                .single();
    }

    /// Those of an account's that are wanted, latest opened first. With `alike`, words may be
    /// misspelt.
    static Page search(
            ReadTx tx, AccountId account, Wanted wanted, boolean alike, int limit, int offset) {
        String words =
                alike
                        ? "(select bool_and(word_similarity(w, d.words) >= "
                                + ALIKE
                                + ") from unnest(:words) w)"
                        : "d.words like all (select '% ' || w || '%' from unnest(:words) w)";
        String sql =
                """
                select d.*, m.role as member_role, count(*) over () as total
                from dossier_member m
                join dossier d on d.id = m.dossier
                left join dossier_visit v on v.dossier = d.id and v.account = m.account
                where m.account = :account
                  and (cardinality(:words) = 0 or %s)
                  and (cardinality(:dates) = 0 or d.birth_date = any (cast(:dates as date[])))
                  and (:matricule = '' or d.matricule like :matricule || '%%')
                order by v.at desc nulls last, d.words, d.id
                limit :limit offset :offset
                """;
        String[] dates = wanted.dates().stream().map(LocalDate::toString).toArray(String[]::new);
        int[] total = new int[1];
        List<Listed> dossiers =
                tx.sql(sql.formatted(words))
                        .param("account", account.value())
                        .param("words", wanted.words().toArray(String[]::new))
                        .param("dates", dates)
                        .param("matricule", wanted.matricule())
                        .param("limit", limit)
                        .param("offset", offset)
                        .query((row, n) -> {
                            total[0] = row.getInt("total");
                            return listed(row);
                        })
                        .list();
        return new Page(dossiers, total[0]);
    }

    static List<Dossier> mentioned(ReadTx tx, AccountId account, Collection<String> words) {
        return tx.sql(
                        """
                        select d.* from dossier_member m
                        join dossier d on d.id = m.dossier
                        where m.account = :account and string_to_array(ltrim(d.words), ' ') && cast(:words as text[])
                        """)
                .param("account", account.value())
                .param("words", words.toArray(String[]::new))
                .query((row, n) -> dossier(row))
                .list();
    }

    static List<Dossier> alike(
            ReadTx tx,
            AccountId account,
            Collection<String> words,
            Collection<String> matricules,
            Collection<LocalDate> births) {
        return tx.sql(
                        """
                        select d.* from dossier_member m
                        join dossier d on d.id = m.dossier
                        where m.account = :account
                          and (string_to_array(ltrim(d.words), ' ') && cast(:words as text[])
                               or d.matricule = any(:matricules)
                               or d.birth_date = any(cast(:births as date[])))
                        """)
                .param("account", account.value())
                .param("words", words.toArray(String[]::new))
                .param("matricules", matricules.toArray(String[]::new))
                .param("births", births.stream().map(LocalDate::toString).toArray(String[]::new))
                .query((row, n) -> dossier(row))
                .list();
    }

    static List<Listed> recent(ReadTx tx, AccountId account, int limit) {
        return tx.sql(
                        """
                        select d.*, m.role as member_role
                        from dossier_visit v
                        join dossier_member m on m.dossier = v.dossier and m.account = v.account
                        join dossier d on d.id = v.dossier
                        where v.account = :account
                        order by v.at desc limit :limit
                        """)
                .param("account", account.value())
                .param("limit", limit)
                .query((row, n) -> listed(row))
                .list();
    }

    static void visit(WriteTx tx, AccountId account, DossierId id, Instant now) {
        tx.sql(
                        """
                        insert into dossier_visit (account, dossier, at) values (:account, :dossier, :now)
                        on conflict (account, dossier) do update set at = excluded.at
                        """)
                .param("account", account.value())
                .param("dossier", id.value())
                .param("now", at(now))
                .update();
    }

    static void oppose(WriteTx tx, DossierId id, LocalDate since, AccountId by) {
        tx.sql("update dossier set opposed_since = :since, opposed_by = :by where id = :id")
                .param("id", id.value())
                .param("since", since)
                .param("by", by.value())
                .update();
    }

    static void withdrawOpposition(WriteTx tx, DossierId id) {
        tx.sql("update dossier set opposed_since = null, opposed_by = null where id = :id")
                .param("id", id.value())
                .update();
    }

    static void note(
            WriteTx tx,
            DossierId id,
            AccountId by,
            DossierEvent.Kind kind,
            Optional<UUID> subject,
            String detail,
            Instant now) {
        tx.sql(
                        """
                        with touched as (update dossier set touched_at = :now where id = :dossier)
                        insert into dossier_event (dossier, at, account, kind, subject, detail)
                        values (:dossier, :now, :account, :kind, :subject, :detail)
                        """)
                .param("dossier", id.value())
                .param("now", at(now))
                .param("account", by.value())
                .param("kind", kind.name())
                .param("subject", subject.orElse(null))
                .param("detail", detail)
                .update();
    }

    /// Latest first.
    static List<DossierEvent> events(ReadTx tx, DossierId id, long before, int limit) {
        return tx.sql(
                        """
                        select * from dossier_event where dossier = :dossier and id < :before
                        order by id desc limit :limit
                        """)
                .param("dossier", id.value())
                .param("before", before)
                .param("limit", limit)
                .query((row, n) ->
                        new DossierEvent(
                                row.getLong("id"),
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                new AccountId(row.getObject("account", UUID.class)),
                                DossierEvent.Kind.valueOf(row.getString("kind")),
                                Optional.ofNullable(row.getObject("subject", UUID.class)),
                                row.getString("detail")))
                .list();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(dossier(row), Member.Role.valueOf(row.getString("member_role")));
    }

    static Dossier dossier(ResultSet row) throws SQLException {
        LocalDate opposedSince = row.getObject("opposed_since", LocalDate.class);
        return new Dossier(
                new DossierId(row.getObject("id", UUID.class)),
                patient(row),
                opposedSince == null
                        ? Optional.empty()
                        : Optional.of(
                                new Opposition(
                                        opposedSince,
                                        new AccountId(row.getObject("opposed_by", UUID.class)))),
                row.getObject("touched_at", OffsetDateTime.class).toInstant());
    }

    private static Patient patient(ResultSet row) throws SQLException {
        String matricule = row.getString("matricule");
        return new Patient(
                row.getString("birth_name"),
                row.getString("birth_first_names"),
                row.getString("used_name"),
                row.getString("used_first_name"),
                Patient.Sex.valueOf(row.getString("sex")),
                row.getObject("birth_date", LocalDate.class),
                row.getString("birthplace"),
                matricule == null
                        ? Optional.empty()
                        : Optional.of(new Ins(matricule, row.getString("oid"))),
                Patient.State.valueOf(row.getString("state")));
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
