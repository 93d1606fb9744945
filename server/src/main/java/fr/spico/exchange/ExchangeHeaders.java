package fr.spico.exchange;

import fr.spico.mail.mime.FieldValue;
import fr.spico.mail.mime.NewField;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a mail with an archive says of it to software (ECO.2.4.1, ECO.2.4.2); `X-MSS-NIL` is on
/// every mail and not of these.
///
/// @param codes types of the documents within (JDV_J07), each once
/// @param qualified whether the patient's identity is
public record ExchangeHeaders(List<String> codes, boolean qualified) {

    public ExchangeHeaders {
        codes = codes.stream().distinct().toList();
    }

    /// Of an archive that somebody else wrote: its patient counts as qualified where every document
    /// bears an INS.
    public static ExchangeHeaders of(Collection<ReceivedDocument> documents) {
        return new ExchangeHeaders(
                documents.stream()
                        .map(document -> document.type().value())
                        .filter(code -> code.matches("[A-Za-z0-9.-]{1,40}"))
                        .toList(),
                documents.stream().allMatch(document -> document.patient().ins().isPresent()));
    }

    /// Name and value, in the order of the mail.
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("X-MSS-CODECDA", String.join(",", codes));
        values.put("X-MSS-INS", qualified ? "O" : "N");
        return values;
    }

    public List<NewField> fields() {
        return values().entrySet().stream()
                .map(field ->
                        new NewField(field.getKey(), new FieldValue.Raw(" " + field.getValue())))
                .toList();
    }
}
