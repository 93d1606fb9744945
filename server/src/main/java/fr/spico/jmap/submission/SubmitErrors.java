package fr.spico.jmap.submission;

import fr.spico.jmap.core.Json;
import fr.spico.jmap.core.SetError;
import fr.spico.outbox.SubmitResult;
import java.util.List;

/// The outbox's refusals as the SetErrors of RFC 8621 §7.5.
final class SubmitErrors {

    private SubmitErrors() {}

    /// @param ownEnvelope whether the client gave an envelope
    static SetError of(SubmitResult result, boolean ownEnvelope) {
        return switch (result) {
            case SubmitResult.Accepted accepted -> throw new IllegalArgumentException("no refusal");
            case SubmitResult.ForbiddenToSend(String sentence, List<String> recipients) ->
                    SetError.of("forbiddenToSend", sentence)
                            .with("invalidRecipients", Json.strings(recipients));
            case SubmitResult.ForbiddenFrom(String sentence) ->
                    SetError.of(ownEnvelope ? "forbiddenMailFrom" : "forbiddenFrom", sentence);
            case SubmitResult.NoRecipients() ->
                    SetError.of("noRecipients", "Ce message n’a pas de destinataire.");
            case SubmitResult.InvalidRecipients(List<String> recipients) ->
                    SetError.of(
                                    "invalidRecipients",
                                    "Certaines adresses ne sont pas des adresses MSSanté.")
                            .with("invalidRecipients", Json.strings(recipients));
            case SubmitResult.TooManyRecipients(int max) ->
                    SetError.of(
                                    "tooManyRecipients",
                                    "Un message a au plus " + max + " destinataires.")
                            .with("maxRecipients", Json.object().put("n", max).path("n"));
            case SubmitResult.TooLarge(long max) ->
                    SetError.of(
                                    "tooLarge",
                                    "Ce message dépasse la taille que votre opérateur accepte (%d Mo)."
                                            .formatted(max >> 20))
                            .with("maxSize", Json.object().put("n", max).path("n"));
            case SubmitResult.InvalidEmail(String sentence, List<String> properties) ->
                    SetError.of("invalidEmail", sentence)
                            .with("properties", Json.strings(properties));
            case SubmitResult.EmailNotFound() ->
                    SetError.invalidProperties(
                            "Ce message n’existe pas, ou n’existe plus.", List.of("emailId"));
            case SubmitResult.OperatorUnavailable(String sentence) ->
                    SetError.of("operatorUnavailable", sentence);
        };
    }
}
