package fr.spico.replica;

import static org.assertj.core.api.Assertions.assertThat;

import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.Role;
import fr.spico.replica.EmailQuery.EmailFilter;
import fr.spico.replica.EmailQuery.EmailFilter.All;
import fr.spico.replica.EmailQuery.EmailFilter.And;
import fr.spico.replica.EmailQuery.EmailFilter.HasKeyword;
import fr.spico.replica.EmailQuery.EmailFilter.InRole;
import fr.spico.replica.EmailQuery.EmailFilter.Not;
import fr.spico.replica.EmailQuery.EmailFilter.Or;
import fr.spico.replica.EmailQuery.EmailFilter.Text;
import fr.spico.replica.EmailQuery.Key;
import fr.spico.replica.EmailQuery.Place;
import fr.spico.replica.EmailQuery.Sort;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplicaListTest extends ReplicaScene {

    private int minutes;

    @BeforeEach
    void someMails() {
        at(
                FolderPath.INBOX,
                mail(
                        "Ordonnance de Zoé",
                        "Hélène Castelbon <hc@medimail.mssante.test>",
                        address.value()));
        at(
                FolderPath.INBOX,
                mail(
                        "Bilan sanguin",
                        "Paul Ndiaye <paul@liberal.mssante.test>",
                        address.value(),
                        "References: <fil@example.test>",
                        "X-Service: Laboratoire du Pont"),
                "\\Seen",
                "\\Flagged");
        at(
                FolderPath.INBOX,
                mail(
                        "Re: Bilan sanguin",
                        "Anaïs Œillet <anais@liberal.mssante.test>",
                        address.value(),
                        "Cc: Karim Belhadj-Roux <karim@medimail.mssante.test>",
                        "References: <fil@example.test>"));
        at(FolderPath.INBOX, patientMail("Mes résultats d'hôpital"));
        at(
                new FolderPath("Sent"),
                mail(
                        "Courrier au kiné",
                        address.value(),
                        "Paul Ndiaye <paul@liberal.mssante.test>, Maïwenn Le Goffic <m@medimail.mssante.test>"),
                "\\Seen");
        at(new FolderPath("Trash"), mail("Publicité", "x@liberal.mssante.test", address.value()));
        attachAndFill();
    }

    @AfterEach
    void detach() {
        database.run(tx -> replica.detach(tx, mailbox));
    }

    private void at(FolderPath folder, byte[] message, String... flags) {
        Instant time = MONDAY.plus(Duration.ofMinutes(minutes++));
        elsewhere(folder, store -> store.append(folder, Set.of(flags), time, message));
    }

    @Test
    void everyFilterFindsWhatItSays() {
        assertFinds(new All(), 5, 4, 3, 2, 1, 0);
        assertFinds(new InRole(Role.INBOX), 3, 2, 1, 0);
        assertFinds(new EmailFilter.InFolder(folder(Role.SENT).id()), 4);
        assertFinds(
                new EmailFilter.NotInFolders(
                        List.of(folder(Role.INBOX).id(), folder(Role.TRASH).id())),
                4);
        assertFinds(
                new And(List.of(new InRole(Role.INBOX), new Not(List.of(new HasKeyword("$seen"))))),
                3,
                2,
                0);
        assertFinds(new Or(List.of(new InRole(Role.TRASH), new HasKeyword("$flagged"))), 5, 1);
        assertFinds(new Not(List.of(new InRole(Role.INBOX), new InRole(Role.TRASH))), 4);
        assertFinds(new EmailFilter.OfType(MessageType.PATIENT), 3);
        assertFinds(new EmailFilter.OfDirection(Direction.SENT), 4);
        assertFinds(new EmailFilter.ReceivedBefore(MONDAY.plusSeconds(60)), 0);
        assertFinds(new EmailFilter.ReceivedFrom(MONDAY.plusSeconds(240)), 5, 4);
        assertFinds(
                new EmailFilter.ArrivedWithin(MONDAY.plusSeconds(60), MONDAY.plusSeconds(180)),
                2,
                1);
        assertFinds(new EmailFilter.MinSize(1_000_000));
        assertFinds(new EmailFilter.MaxSize(1_000_000), 5, 4, 3, 2, 1, 0);
        assertFinds(new EmailFilter.HasAttachment(true));
        assertFinds(new EmailFilter.ThreadHasKeyword("$flagged", false), 2, 1);
        assertFinds(new EmailFilter.ThreadHasKeyword("$seen", true), 4);
        assertFinds(new EmailFilter.Header("X-Service", null), 1);
        assertFinds(new EmailFilter.Header("x-service", "laboratoire"), 1);
        assertFinds(new EmailFilter.Header("x-service", "clinique"));
        assertFinds(new EmailFilter.Header("Subject", "bilan"), 2, 1);
        assertFinds(new And(List.of()), 5, 4, 3, 2, 1, 0);
        assertFinds(new Or(List.of()));
    }

    @Test
    void textIsFoundWithoutAccentsInOtherFormsAndAsItIsTyped() {
        assertFinds(new Text(Place.ANYWHERE, "ordonnances"), 0);
        assertFinds(new Text(Place.ANYWHERE, "ordonnan"), 0);
        assertFinds(new Text(Place.ANYWHERE, "ZOE"), 0);
        assertFinds(new Text(Place.ANYWHERE, "castelbon"), 0);
        assertFinds(new Text(Place.ANYWHERE, "oeillet bilan"), 2);
        assertFinds(new Text(Place.ANYWHERE, "bilan -anais"), 2);
        assertFinds(new Text(Place.ANYWHERE, "hopital"), 3);
        assertFinds(new Text(Place.ANYWHERE, "\"bilan sanguin\""), 2, 1);
        assertFinds(new Text(Place.ANYWHERE, "\"sanguin bilan\""));
        assertFinds(new Text(Place.ANYWHERE, "le bilan"), 2, 1);
        assertFinds(new Text(Place.ANYWHERE, "goffic le"), 4);
        assertFinds(new Text(Place.ANYWHERE, "' & | ! ( :* \\"));
        assertFinds(new Text(Place.FROM, "paul nd"), 1);
        assertFinds(new Text(Place.TO, "ndiaye"), 4);
        assertFinds(new Text(Place.CC, "belhadj-roux"), 2);
        assertFinds(new Text(Place.CC, "ndiaye"));
        assertFinds(new Text(Place.SUBJECT, "bilans"), 2, 1);
        assertFinds(new Text(Place.SUBJECT, "castelbon"));
        assertFinds(new Text(Place.BODY, "bonjour"), 5, 4, 3, 2, 1, 0);
        assertFinds(new Text(Place.BODY, "castelbon"));
    }

    @Test
    void listsAreSortedByEveryKey() {
        assertSorted(new Sort(Key.RECEIVED_AT, true, null), 0, 1, 2, 3, 4, 5);
        assertSorted(new Sort(Key.SUBJECT, true, null), 2, 1, 4, 3, 0, 5);
        assertSorted(new Sort(Key.HAS_KEYWORD, false, "$flagged"), 1, 5, 4, 3, 2, 0);
        assertSorted(
                new Sort(Key.SOME_IN_THREAD_HAVE_KEYWORD, false, "$flagged"), 2, 1, 5, 4, 3, 0);
        assertSorted(new Sort(Key.ALL_IN_THREAD_HAVE_KEYWORD, false, "$seen"), 4, 5, 3, 2, 1, 0);
        assertThat(sorted(new Sort(Key.FROM, true, null)).getFirst()).isEqualTo(mails().get(3));
        assertThat(sorted(new Sort(Key.SIZE, false, null))).hasSize(6);
        assertThat(sorted(new Sort(Key.SENT_AT, false, null))).hasSize(6);
        assertThat(sorted(new Sort(Key.TO, true, null))).hasSize(6);
    }

    @Test
    void aConversationIsShownOnceByItsNewestMatch() {
        assertThat(page(new All(), List.of(), true, 0, null, 0, 10, true).ids())
                .containsExactlyElementsOf(pick(5, 4, 3, 2, 0));
        assertThat(page(new All(), List.of(), true, 0, null, 0, 10, true).total()).isEqualTo(5);
        assertThat(page(new HasKeyword("$flagged"), List.of(), true, 0, null, 0, 10, true).ids())
                .containsExactlyElementsOf(pick(1));
        assertThat(
                        page(
                                        new All(),
                                        List.of(new Sort(Key.SUBJECT, true, null)),
                                        true,
                                        0,
                                        null,
                                        0,
                                        10,
                                        true)
                                .ids())
                .containsExactlyElementsOf(pick(2, 4, 3, 0, 5));
        EmailFilter inbox = new EmailFilter.InFolder(folder(Role.INBOX).id());
        assertThat(page(inbox, List.of(), true, 0, null, 0, 10, true).total()).isEqualTo(3);
    }

    @Test
    void aWindowIsGivenByPositionFromTheEndOrByAnAnchor() {
        assertThat(page(new All(), List.of(), false, 2, null, 0, 2, false).ids())
                .containsExactlyElementsOf(pick(3, 2));
        assertThat(page(new All(), List.of(), false, 2, null, 0, 2, false).total()).isNull();
        EmailQuery.Page last = page(new All(), List.of(), false, -2, null, 0, 5, false);
        assertThat(last.ids()).containsExactlyElementsOf(pick(1, 0));
        assertThat(last.position()).isEqualTo(4);
        EmailQuery.Page around = page(new All(), List.of(), false, 0, mails().get(3), -1, 2, true);
        assertThat(around.ids()).containsExactlyElementsOf(pick(4, 3));
        assertThat(around.position()).isEqualTo(1);
        assertThat(around.total()).isEqualTo(6);
        assertThat(
                        page(new InRole(Role.SENT), List.of(), false, 0, mails().get(3), 0, 2, true)
                                .anchorFound())
                .isFalse();
        assertThat(page(new All(), List.of(), false, 99, null, 0, 2, true).ids()).isEmpty();
    }

    @Test
    void aMessageIsFoundByItsMessageId() {
        ReplicaEmail email = email(only("Ordonnance"));
        String id = email.header().last("Message-ID").orElseThrow().asRaw();
        List<EmailId> found = database.read(tx -> replica.findByMessageId(tx, everything(), id));
        assertThat(found).containsExactly(email.id());
    }

    private void assertFinds(EmailFilter filter, int... expected) {
        assertThat(query(everything(), filter).ids())
                .as(filter.toString())
                .containsExactlyElementsOf(pick(expected));
        assertThat(query(everything(), filter).total()).isEqualTo(expected.length);
    }

    private void assertSorted(Sort sort, int... expected) {
        assertThat(sorted(sort)).as(sort.toString()).containsExactlyElementsOf(pick(expected));
    }

    private List<EmailId> sorted(Sort sort) {
        return page(new All(), List.of(sort), false, 0, null, 0, 100, false).ids();
    }

    private List<EmailId> pick(int... numbers) {
        List<EmailId> mails = mails();
        return java.util.Arrays.stream(numbers).mapToObj(mails::get).toList();
    }

    /// As they were put there.
    private List<EmailId> mails() {
        return all().reversed();
    }

    private EmailQuery.Page page(
            EmailFilter filter,
            List<Sort> sort,
            boolean collapse,
            long position,
            @Nullable EmailId anchor,
            long anchorOffset,
            int limit,
            boolean total) {
        return database.read(tx ->
                replica.query(
                        tx,
                        everything(),
                        new EmailQuery(
                                filter,
                                sort,
                                collapse,
                                position,
                                anchor,
                                anchorOffset,
                                limit,
                                total)));
    }
}
