package fr.spico.exchange;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// The words of a PDF that anybody may have written: the beginning of its first pages, and never
/// more work than its worth. What cannot be read says nothing.
public final class PdfText {

    /// Octets; longer ones are scans, mostly.
    public static final int LARGEST = 5 << 20;

    private static final int PAGES = 5;
    private static final int LONGEST = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private PdfText() {}

    /// Some thousand characters at most; empty if there are none, or none that may be read. Takes
    /// some seconds at most.
    public static String beginning(byte[] pdf) {
        if (pdf.length > LARGEST || !PdfStreams.areModest(pdf)) {
            return "";
        }
        StringWriter text = new StringWriter();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            new Words().writeText(document, text);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Damaged, encrypted, or more than it is worth: what was read until here counts.
        }
        return text.toString();
    }

    /// Reads words as long as there is time, and forgets those that are too many.
    private static final class Words extends PDFTextStripper {

        private final long until = System.nanoTime() + PATIENCE.toNanos();
        private int read;

        Words() {
            setEndPage(PAGES);
        }

        @Override
        public void processPage(PDPage page) throws IOException {
            if (page.getCOSObject().getDictionaryObject(COSName.CONTENTS) instanceof COSArray parts
                    && repeats(parts)) {
                throw new IOException("a page that says the same again and again");
            }
            super.processPage(page);
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands)
                throws IOException {
            if (System.nanoTime() > until) {
                throw new IOException("takes too long");
            }
            super.processOperator(operator, operands);
        }

        @Override
        protected void processTextPosition(TextPosition text) {
            if (read++ < LONGEST) {
                super.processTextPosition(text);
            }
        }

        private static boolean repeats(COSArray parts) {
            List<? extends COSBase> all = parts.toList();
            return new HashSet<>(all).size() < all.size();
        }
    }
}
