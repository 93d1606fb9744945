package fr.spico.jmap.submission;

import fr.spico.jmap.core.Arguments;
import fr.spico.jmap.core.MethodError;
import fr.spico.jmap.core.UtcDate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the envelope of an EmailSubmission (RFC 8621 §7), with HOLDFOR and HOLDUNTIL (RFC 4865).
/// What is wrong with it is thrown as `invalidArguments`, for the caller to turn into a SetError.
final class EnvelopeReader {

    private final InstantSource clock;

    EnvelopeReader(InstantSource clock) {
        this.clock = clock;
    }

    /// All null when the client leaves the envelope to the server.
    ///
    /// @param parameters of MAIL FROM as they were given, JSON
    record Envelope(
            @Nullable String from,
            @Nullable String parameters,
            @Nullable List<String> to,
            @Nullable Instant holdUntil) {
        static final Envelope NONE = new Envelope(null, null, null, null);

        @Override
        public String toString() {
            return "Envelope[…]";
        }
    }

    Envelope read(Optional<ObjectNode> given) {
        return given.map(this::read).orElse(Envelope.NONE);
    }

    private Envelope read(ObjectNode given) {
        Arguments arguments = new Arguments(given);
        Arguments from =
                new Arguments(arguments.object("mailFrom").orElseThrow(EnvelopeReader::invalid));
        JsonNode recipients =
                arguments
                        .value("rcptTo")
                        .filter(JsonNode::isArray)
                        .orElseThrow(EnvelopeReader::invalid);
        arguments.end();
        String sender = from.string("email").orElseThrow(EnvelopeReader::invalid);
        Optional<ObjectNode> parameters = from.object("parameters");
        Instant hold = hold(parameters);
        from.end();
        List<String> to = new ArrayList<>();
        for (JsonNode each : recipients.values()) {
            to.add(recipient(each));
        }
        return new Envelope(sender, parameters.map(ObjectNode::toString).orElse(null), to, hold);
    }

    private static String recipient(JsonNode each) {
        if (!(each instanceof ObjectNode object)) {
            throw invalid();
        }
        Arguments recipient = new Arguments(object);
        String email = recipient.string("email").orElseThrow(EnvelopeReader::invalid);
        if (recipient.object("parameters").filter(p -> !p.isEmpty()).isPresent()) {
            throw MethodError.invalidArguments("No parameter of RCPT TO is supported.");
        }
        recipient.end();
        return email;
    }

    private @Nullable Instant hold(Optional<ObjectNode> parameters) {
        Instant until = null;
        for (Map.Entry<String, JsonNode> parameter :
                parameters.map(ObjectNode::properties).orElse(java.util.Set.of())) {
            String value = parameter.getValue().stringValue("");
            until =
                    switch (parameter.getKey().toUpperCase(Locale.ROOT)) {
                        case "HOLDFOR" -> holdFor(value);
                        case "HOLDUNTIL" -> holdUntil(value);
                        default ->
                                throw MethodError.invalidArguments(
                                        "No such parameter of MAIL FROM is supported.");
                    };
        }
        return until;
    }

    private Instant holdFor(String seconds) {
        if (!seconds.matches("[0-9]{1,9}")) {
            throw MethodError.invalidArguments("HOLDFOR is a number of seconds.");
        }
        return clock.instant().plusSeconds(Long.parseLong(seconds));
    }

    private static Instant holdUntil(String date) {
        return UtcDate.parse(date)
                .orElseThrow(() -> MethodError.invalidArguments("HOLDUNTIL is a date."));
    }

    private static MethodError invalid() {
        return MethodError.invalidArguments("The envelope has mailFrom and rcptTo with an email.");
    }
}
