package fr.spico.jmap.mdn;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.MethodError;
import fr.spico.jmap.core.SetRefused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// What a client wants a receipt to say (RFC 9007 §1.3).
///
/// @param forEmail id of the message that is received
record Mdn(
        String forEmail,
        Optional<String> subject,
        Optional<String> text,
        boolean withOriginal,
        Optional<String> reportingAgent,
        Disposition disposition,
        Map<String, String> extensions) {

    private static final Set<String> ACTIONS = Set.of("manual-action", "automatic-action");
    private static final Set<String> SENDINGS =
            Set.of("mdn-sent-manually", "mdn-sent-automatically");
    private static final Set<String> TYPES =
            Set.of("deleted", "dispatched", "displayed", "processed");
    private static final int MAX_TEXT = 100_000;

    /// What became of the message (RFC 8098 §3.2.6).
    record Disposition(String action, String sending, String type) {}

    /// @throws SetRefused `invalidProperties`
    static Mdn read(ObjectNode json) {
        Arguments given = new Arguments(json);
        try {
            Mdn mdn =
                    new Mdn(
                            given.string("forEmailId").orElseThrow(() -> missing("forEmailId")),
                            text(given, "subject"),
                            text(given, "textBody"),
                            given.flag("includeOriginalMessage", false),
                            text(given, "reportingUA").map(Mdn::oneLine),
                            disposition(given),
                            extensions(given));
            List<String> others = given.unread();
            if (!others.isEmpty()) {
                throw SetRefused.invalid(
                        "They are unknown or set by the server.", others.toArray(String[]::new));
            }
            return mdn;
        } catch (MethodError wrong) {
            throw SetRefused.invalid(wrong.description(), wrong.description().split(" ", 2)[0]);
        }
    }

    private static Disposition disposition(Arguments given) {
        Arguments inner =
                new Arguments(
                        given.object("disposition").orElseThrow(() -> missing("disposition")));
        Disposition disposition =
                new Disposition(
                        word(inner, "actionMode", ACTIONS),
                        word(inner, "sendingMode", SENDINGS),
                        word(inner, "type", TYPES));
        if (!inner.unread().isEmpty()) {
            throw SetRefused.invalid("It holds something unknown.", "disposition");
        }
        return disposition;
    }

    private static String word(Arguments disposition, String property, Set<String> known) {
        return disposition
                .value(property)
                .map(value -> value.stringValue(""))
                .filter(known::contains)
                .orElseThrow(() ->
                        SetRefused.invalid(property + " is none of RFC 9007.", "disposition"));
    }

    private static Optional<String> text(Arguments given, String property) {
        Optional<String> text = given.string(property);
        if (text.filter(t -> t.length() > MAX_TEXT).isPresent()) {
            throw SetRefused.invalid("It is too long.", property);
        }
        return text;
    }

    private static Map<String, String> extensions(Arguments given) {
        Map<String, String> extensions = new LinkedHashMap<>();
        given.object("extensionFields")
                .ifPresent(fields ->
                        fields.properties()
                                .forEach(e -> {
                                    boolean fits =
                                            e.getKey().matches("(?i)x-[a-z0-9-]{1,60}")
                                                    && e.getValue().isString();
                                    if (!fits) {
                                        throw SetRefused.invalid(
                                                "They are X- fields with texts.",
                                                "extensionFields");
                                    }
                                    extensions.put(e.getKey(), oneLine(e.getValue().stringValue()));
                                }));
        return extensions;
    }

    private static String oneLine(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", " ").strip();
    }

    private static SetRefused missing(String property) {
        return SetRefused.invalid("It is missing.", property);
    }

    @Override
    public String toString() {
        return "Mdn[" + forEmail + "]";
    }
}
