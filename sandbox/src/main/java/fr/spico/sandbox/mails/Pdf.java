package fr.spico.sandbox.mails;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/// Writes small PDF 1.4 files: text on A4 pages, in Helvetica with the characters of windows-1252.
public final class Pdf {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int LINES_PER_PAGE = 46;
    private static final int COLUMNS = 88;

    private Pdf() {}

    /// @param title first line, larger
    /// @param text paragraphs; long lines are wrapped
    public static byte[] of(String title, String text) {
        List<List<String>> pages = pages(text);
        List<String> objects = new ArrayList<>();
        StringBuilder kids = new StringBuilder();
        int firstPage = 5;
        for (int i = 0; i < pages.size(); i++) {
            kids.append(firstPage + 2 * i).append(" 0 R ");
        }
        objects.add("<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) >>");
        objects.add("<< /Type /Pages /Count " + pages.size() + " /Kids [ " + kids + "] >>");
        objects.add(font("Helvetica"));
        objects.add(font("Helvetica-Bold"));
        for (int i = 0; i < pages.size(); i++) {
            String content = content(i == 0 ? title : "", pages.get(i), i + 1, pages.size());
            objects.add(
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents "
                            + (firstPage + 2 * i + 1)
                            + " 0 R >>");
            objects.add(
                    "<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream");
        }
        return file(objects);
    }

    private static String font(String name) {
        return "<< /Type /Font /Subtype /Type1 /BaseFont /"
                + name
                + " /Encoding /WinAnsiEncoding >>";
    }

    private static byte[] file(List<String> objects) {
        StringBuilder out = new StringBuilder("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            offsets.add(out.length());
            out.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int xref = out.length();
        out.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
        offsets.forEach(offset -> out.append("%010d 00000 n \n".formatted(offset)));
        out.append("trailer\n<< /Size ")
                .append(objects.size() + 1)
                .append(" /Root 1 0 R >>\nstartxref\n")
                .append(xref)
                .append("\n%%EOF\n");
        return out.toString().getBytes(ISO_8859_1);
    }

    /// One char per octet, so that lengths and offsets are those of the file.
    private static String content(String title, List<String> lines, int page, int pages) {
        StringBuilder out = new StringBuilder("BT\n");
        if (!title.isEmpty()) {
            out.append("/F2 15 Tf 56 780 Td (").append(escape(title)).append(") Tj 0 -30 Td\n");
        } else {
            out.append("56 780 Td\n");
        }
        out.append("/F1 10.5 Tf 15 TL\n");
        lines.forEach(line -> out.append("(").append(escape(line)).append(") Tj T*\n"));
        out.append("ET\nBT /F1 8 Tf 56 36 Td (")
                .append(escape("Document fictif - bac à sable Spico - page " + page + "/" + pages))
                .append(") Tj ET");
        return out.toString();
    }

    private static String escape(String text) {
        return new String(text.getBytes(WINDOWS_1252), ISO_8859_1).replaceAll("[()\\\\]", "\\\\$0");
    }

    private static List<List<String>> pages(String text) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> wrap(line, lines));
        List<List<String>> pages = new ArrayList<>();
        for (int from = 0; from < Math.max(1, lines.size()); from += LINES_PER_PAGE) {
            pages.add(lines.subList(from, Math.min(lines.size(), from + LINES_PER_PAGE)));
        }
        return pages;
    }

    private static void wrap(String line, List<String> into) {
        String rest = line;
        while (rest.length() > COLUMNS) {
            int cut = rest.lastIndexOf(' ', COLUMNS);
            int end = cut > 0 ? cut : COLUMNS;
            into.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        into.add(rest);
    }
}
