package fr.spico.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// An `Extraction_Correspondance_MSSante`: what the questions are drawn from.
///
/// @param people rows of persons
/// @param structures rows of organisational mailboxes
record Extraction(List<Row> people, List<Row> structures) {

    private static final int STRUCTURE_COLUMN = 18;
    private static final int ADDRESS_COLUMN = 1;

    record Row(
            String address,
            String rpps,
            String last,
            String first,
            String profession,
            String specialty,
            String structure,
            String service,
            String postalCode,
            String town) {}

    static Extraction read(Path file) throws IOException {
        Extraction extraction = new Extraction(new ArrayList<>(), new ArrayList<>());
        Map<String, String> known = new HashMap<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            List<String> header = List.of(reader.readLine().split("\\|", -1));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split("\\|", -1);
                if (cells.length == header.size()) {
                    Row row = row(header, cells, known);
                    (row.last.isEmpty() ? extraction.structures : extraction.people).add(row);
                }
            }
        }
        return extraction;
    }

    static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream octets =
                        new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            octets.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(octets.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Writes the next day's file: of so many rows, a third is gone, a third has another structure,
    /// a third is new.
    static void nextDay(Path today, int changes, Path tomorrow) throws IOException {
        long rows = lines(today) - 1;
        SplittableRandom random = new SplittableRandom(rows);
        try (BufferedReader reader = Files.newBufferedReader(today);
                BufferedWriter writer = Files.newBufferedWriter(tomorrow)) {
            put(writer, reader.readLine());
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (random.nextLong(rows) >= changes) {
                    put(writer, line);
                    continue;
                }
                switch (random.nextInt(3)) {
                    case 0 -> {
                        // Gone.
                    }
                    case 1 -> put(writer, changed(line, STRUCTURE_COLUMN, "CENTRE DE SANTE "));
                    default -> {
                        put(writer, line);
                        put(writer, changed(line, ADDRESS_COLUMN, "nouveau."));
                    }
                }
            }
        }
    }

    private static long lines(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private static String changed(String line, int column, String before) {
        String[] cells = line.split("\\|", -1);
        if (cells.length > column) {
            cells[column] = before + cells[column];
        }
        return String.join("|", cells);
    }

    private static void put(BufferedWriter writer, String line) throws IOException {
        writer.write(line);
        writer.write('\n');
    }

    /// Half a million rows share most of what they say.
    private static Row row(List<String> header, String[] cells, Map<String, String> known) {
        UnaryOperator<String> cell =
                name -> known.computeIfAbsent(cells[header.indexOf(name)], Function.identity());
        return new Row(
                cells[header.indexOf("Adresse BAL")],
                cells[header.indexOf("Identifiant PP")],
                cell.apply("Nom d'exercice"),
                cell.apply("Prénom d'exercice"),
                cell.apply("Libellé Profession"),
                cell.apply("Libellé savoir-faire"),
                cell.apply("Raison Sociale structure BAL"),
                cell.apply("Service de rattachement"),
                cell.apply("Code postal"),
                cell.apply("L6LIGNEACHEMINEMENT").replaceFirst("^\\d{5} ", "").intern());
    }
}
