package fr.spico.mail.safehtml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Golden pairs `NAME.html` → `NAME.safe.html`, whose last line counts what was blocked.
class SafeHtmlTest {

    private static final SafeHtml.CidUrls PICTURES =
            cid ->
                    cid.startsWith("photo")
                            ? Optional.of("/blob/1?a=2&b=" + cid.length())
                            : Optional.empty();

    /// Inside a tag of the output; text may say anything.
    private static final Pattern DANGEROUS =
            Pattern.compile(
                    "(?i)<[^>]*(\\son\\w+\\s*=|javascript|vbscript|expression|url\\(|position|srcset|\\sid=|\\sname=|\\sformaction|background=)"
                            + "|</?(script|style|svg|math|form|input|button|iframe|object|embed|meta|base|link|title|template|textarea|select)\\b");

    @TestFactory
    Stream<DynamicTest> everyGoldenPairIsCleanedAsExpected() {
        return names().map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
    }

    @TestFactory
    Stream<DynamicTest> nothingDangerousIsInAnyOutput() {
        return names().map(name ->
                DynamicTest.dynamicTest(
                        name,
                        () -> {
                            String html = clean(read(name + ".html")).html();
                            assertThat(DANGEROUS.matcher(html).results().map(r -> r.group()))
                                    .isEmpty();
                        }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsCleanIsStillCleanAfterASecondCleaning() {
        return names().map(name ->
                DynamicTest.dynamicTest(
                        name,
                        () -> {
                            String once = clean(read(name + ".html")).html();
                            assertThat(DANGEROUS.matcher(clean(once).html()).find()).isFalse();
                        }));
    }

    @Test
    void textBecomesHtmlWithLinksAndNestedQuotes() {
        String text =
                """
                Bonjour <Karim> & co,
                voir https://exemple.test/a?b=1&c=2, ou écrire à claire@exemple.test.
                  - retrait
                > Oui
                >> Non
                > > Peut-être
                Fin\
                """;
        assertThat(SafeHtml.fromText(text))
                .isEqualTo(
                        """
                        <div class="spico-text">Bonjour &lt;Karim&gt; &amp; co,<br>
                        voir <a href="https://exemple.test/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow" title="https://exemple.test/a?b=1&amp;c=2">https://exemple.test/a?b=1&amp;c=2</a>, ou écrire à <a href="mailto:claire@exemple.test" target="_blank" rel="noopener noreferrer nofollow" title="mailto:claire@exemple.test">claire@exemple.test</a>.<br>
                        &nbsp;&nbsp;- retrait<blockquote>Oui<blockquote>Non<br>
                        Peut-être</blockquote></blockquote>Fin</div>\
                        """);
    }

    @Test
    void aTextCannotBecomeMarkup() {
        String html =
                SafeHtml.fromText(
                        "<script>alert(1)</script> \"><img src=x onerror=alert(1)> https://a.test/\"onclick=x");
        assertThat(html)
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("/\"onclick");
    }

    @Test
    void aMegabyteOfOpeningTagsIsCleanedQuickly() {
        long start = System.nanoTime();
        SafeHtml.Cleaned cleaned = clean("<div><font><table>".repeat(60_000) + "texte");
        assertThat(cleaned.html().length()).isLessThan(3_000_000);
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }

    private static void check(String name) {
        SafeHtml.Cleaned cleaned = clean(read(name + ".html"));
        assertThat(cleaned.html() + "\n<!-- blocked: " + cleaned.blockedRemote() + " -->\n")
                .isEqualTo(read(name + ".safe.html"));
    }

    private static SafeHtml.Cleaned clean(String html) {
        return SafeHtml.clean(html, PICTURES);
    }

    private static Stream<String> names() {
        List<String> names = read("index.txt").lines().toList();
        assertThat(names).hasSizeGreaterThanOrEqualTo(25);
        return names.stream();
    }

    static String read(String file) {
        try (InputStream in = SafeHtmlTest.class.getResourceAsStream("/safehtml/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("No golden file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
