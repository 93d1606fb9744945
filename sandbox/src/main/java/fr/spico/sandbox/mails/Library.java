package fr.spico.sandbox.mails;

import fr.spico.sandbox.cast.Person;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// The documents that mails carry. Pictures are drawn once in a few variants.
final class Library {
    private static final int VARIANTS = 6;
    private static final Map<String, byte[]> DRAWN = new ConcurrentHashMap<>();

    private Library() {}

    static byte[] pdf(String fileName, String text, Person from) {
        String title = fileName.replaceAll("\\.pdf$", "");
        return Pdf.of(
                title,
                Letterhead.signature(from)
                        + "\n\n"
                        + text
                        + "\n\nDocument transmis par messagerie sécurisée de santé.");
    }

    static byte[] wound(RandomGenerator random) {
        int variant = random.nextInt(VARIANTS);
        return DRAWN.computeIfAbsent("wound" + variant, _ -> Pictures.wound(variant));
    }

    static byte[] curve(RandomGenerator random) {
        int variant = random.nextInt(VARIANTS);
        return DRAWN.computeIfAbsent("curve" + variant, _ -> Pictures.curve(variant));
    }

    static byte[] logo(Person of) {
        return DRAWN.computeIfAbsent(
                "logo" + of.address(), _ -> Pictures.logo(of.address().length()));
    }
}
