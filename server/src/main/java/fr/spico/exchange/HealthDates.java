package fr.spico.exchange;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Points in time as HL7 writes them: `20260302`, `20260302174012`, `20260302184012+0100`.
public final class HealthDates {

    private static final ZoneId HERE = ZoneId.of("Europe/Paris");
    private static final Pattern SHAPE =
            Pattern.compile(
                    "(\\d{4})(\\d{2})(\\d{2})((\\d{2})(\\d{2})?\\d*(?:\\.\\d+)?)?([+-]\\d{4})?");

    private HealthDates() {}

    /// The day here. A time without an offset is of the given zone; a date without a time is
    /// nobody's but the day's.
    public static Optional<LocalDate> day(String text, ZoneOffset ofTimes) {
        Matcher m = SHAPE.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day =
                    LocalDate.of(number(m.group(1)), number(m.group(2)), number(m.group(3)));
            return Optional.of(m.group(4) == null ? day : here(day, m, ofTimes));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate here(LocalDate day, Matcher m, ZoneOffset ofTimes) {
        int minute = m.group(6) == null ? 0 : number(m.group(6));
        LocalDateTime time = day.atTime(number(m.group(5)), minute);
        ZoneOffset offset = m.group(7) == null ? ofTimes : ZoneOffset.of(m.group(7));
        return time.atOffset(offset).atZoneSameInstant(HERE).toLocalDate();
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
