package fr.spico.sandbox.mails;

import fr.spico.sandbox.cast.Cast;
import fr.spico.sandbox.cast.Person;
import fr.spico.sandbox.james.Mailboxes;
import fr.spico.sandbox.journal.Journal;
import fr.spico.sandbox.mails.Theatre.Style;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// Fills the mailboxes at the first start: the same mails every time, dated back from now so that
/// the mailboxes look alive.
public final class MailSeed {
    private static final long SEED = 20_261_123;
    private static final Style RICH = new Style(true, true);
    private static final Style PLAIN = new Style(false, false);

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Instant now;
    private final Letterbox letterbox = new Letterbox();
    private final Theatre theatre;

    private MailSeed(Instant now) {
        this.now = now;
        this.theatre = new Theatre(random, now, letterbox);
    }

    /// @param busyMails how many go to the large mailbox
    public static void write(Journal journal, Instant now, int busyMails) throws IOException {
        MailSeed seed = new MailSeed(now);
        seed.fill(busyMails);
        seed.letterbox.write(
                journal,
                Cast.MAILBOXES.stream().map(Person::address).toList(),
                Mailboxes.FOLDERS,
                now.getEpochSecond());
    }

    private void fill(int busyMails) {
        play("doctor", Cast.DOCTOR, 470, 420, RICH);
        play("nurse", Cast.NURSE, 22, 40, RICH);
        play("psychologist", Cast.PSYCHOLOGIST, 32, 90, RICH);
        play("social", Cast.SOCIAL_WORKER, 32, 90, RICH);
        play("centre", Cast.HEALTH_CENTRE, 30, 60, RICH);
        for (Person colleague : List.of(Cast.CARDIOLOGIST, Cast.PHYSIOTHERAPIST, Cast.LABORATORY)) {
            play("others", colleague, 6, 30, new Style(true, false));
        }
        play("doctor", Cast.BUSY_DOCTOR, busyMails, 1100, PLAIN);
        Oddities.put(letterbox, now);
        Exchanges.put(letterbox, now);
    }

    /// Plays scripts in turn until the owner has got this many mails more; dense in the last days,
    /// thinner before.
    private void play(String scripts, Person owner, int mails, int days, Style style) {
        List<Script> repertoire = new ArrayList<>(Script.load(scripts));
        int played = 0;
        for (int i = 0; played < mails; i++) {
            if (i % repertoire.size() == 0) {
                Collections.shuffle(repertoire, random);
            }
            double share = Math.min(1, (played + 0.2) / mails);
            Duration age = Duration.ofMinutes(20 + (long) (Math.pow(share, 1.8) * days * 24 * 60));
            played +=
                    theatre.play(
                            repertoire.get(i % repertoire.size()), owner, now.minus(age), style);
        }
    }
}
