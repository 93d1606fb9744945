package fr.spico.exchange.xdm;

import fr.spico.exchange.HealthDates;
import fr.spico.exchange.PatientTraits;
import fr.spico.exchange.PatientTraits.Ins;
import fr.spico.exchange.PatientTraits.Sex;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a patient of XDS metadata: fields of HL7's PID segment, and the patient's identifier.
final class PatientInfo {

    private PatientInfo() {}

    /// @param info lines such as `PID-5|NOM^Prénom^^^^^L`
    /// @param id such as `269…^^^&1.2.250.1.213.1.4.8&ISO^NH`
    static PatientTraits read(List<String> info, String id) {
        List<List<String>> names = new ArrayList<>();
        field(info, "PID-5|").forEach(name -> names.add(Hl7Value.components(name)));
        List<String> birth = of(names, "L").or(() -> names.stream().findFirst()).orElse(List.of());
        List<String> used = of(names, "D").filter(name -> name != birth).orElse(List.of());
        String first = Hl7Value.at(birth, 1);
        return new PatientTraits(
                Hl7Value.at(birth, 0),
                first.isEmpty() ? List.of() : List.of(first),
                Hl7Value.at(used, 0),
                Hl7Value.at(used, 1),
                Sex.of(first(info, "PID-8|")),
                HealthDates.day(first(info, "PID-7|"), ZoneOffset.UTC),
                "",
                ins(id));
    }

    private static Optional<Ins> ins(String cx) {
        List<String> components = Hl7Value.split(cx, '^');
        String matricule = Hl7Value.at(components, 0);
        String oid = Hl7Value.at(Hl7Value.split(Hl7Value.at(components, 3), '&'), 1);
        return Ins.isRegister(oid) && !matricule.isEmpty()
                ? Optional.of(new Ins(matricule, oid))
                : Optional.empty();
    }

    private static Optional<List<String>> of(List<List<String>> names, String kind) {
        return names.stream().filter(name -> Hl7Value.at(name, 6).equals(kind)).findFirst();
    }

    private static String first(List<String> info, String field) {
        return field(info, field).stream().findFirst().orElse("");
    }

    /// All repetitions of a field.
    private static List<String> field(List<String> info, String field) {
        return info.stream()
                .filter(line -> line.startsWith(field))
                .flatMap(line -> Hl7Value.split(line.substring(field.length()), '~').stream())
                .toList();
    }
}
