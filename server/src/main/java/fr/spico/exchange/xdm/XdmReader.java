package fr.spico.exchange.xdm;

import fr.spico.exchange.Code;
import fr.spico.exchange.DocumentType;
import fr.spico.exchange.PatientTraits;
import fr.spico.exchange.ReceivedDocument;
import fr.spico.exchange.ReceivedDocument.Shown;
import fr.spico.exchange.ReceivedFile;
import fr.spico.exchange.ReceivedXdm;
import fr.spico.exchange.SamePatient;
import fr.spico.exchange.XdmRefusal;
import fr.spico.exchange.cda.Cda;
import fr.spico.exchange.cda.CdaPage;
import fr.spico.exchange.xml.XmlElement;
import fr.spico.exchange.xml.XmlInput;
import fr.spico.exchange.xml.XmlProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads an archive that a stranger sent. Never fails: what cannot be trusted is refused with a
/// reason, what cannot be read of a document is said beside it.
public final class XdmReader {

    private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png", "image/gif");

    private XdmReader() {}

    /// What the archive holds.
    public static ReceivedXdm read(byte[] octets) {
        try (XdmArchive archive = XdmArchive.open(octets)) {
            return new ReceivedXdm.Read(documents(archive));
        } catch (XdmRefused refused) {
            return new ReceivedXdm.Refused(refused.reason());
        } catch (IOException e) {
            return new ReceivedXdm.Refused(reason(e));
        }
    }

    /// A document's file: what the CDA holds, or the archive's own file if that cannot be read.
    ///
    /// @param number from 1
    public static Optional<ReceivedFile> file(byte[] octets, int number) {
        return one(octets, number, (entry, part) -> Optional.of(part.file(name(entry, part))));
    }

    /// A document's own file in the archive, a CDA as it came.
    ///
    /// @param number from 1
    public static Optional<ReceivedFile> original(byte[] octets, int number) {
        return one(octets, number, (entry, part) -> Optional.of(part.original(name(entry, part))));
    }

    /// The inside of a page that shows a document; empty if no page can.
    ///
    /// @param number from 1
    public static Optional<String> page(byte[] octets, int number) {
        return one(
                octets,
                number,
                (entry, part) ->
                        part.problem().isPresent()
                                ? Optional.empty()
                                : part.cda().filter(CdaPage::isReadable).map(CdaPage::html));
    }

    private interface Look<T> {
        Optional<T> at(MetadataEntry entry, XdmPart part);
    }

    private static <T> Optional<T> one(byte[] octets, int number, Look<T> look) {
        try (XdmArchive archive = XdmArchive.open(octets)) {
            List<Described> described = described(archive);
            if (number < 1 || number > described.size()) {
                return Optional.empty();
            }
            Described wanted = described.get(number - 1);
            return look.at(wanted.entry(), XdmPart.read(archive, wanted.path(), wanted.entry()));
        } catch (XdmRefused | IOException e) {
            return Optional.empty();
        }
    }

    private static List<ReceivedDocument> documents(XdmArchive archive)
            throws XdmRefused, IOException {
        List<ReceivedDocument> documents = new ArrayList<>();
        Optional<PatientTraits> first = Optional.empty();
        for (Described each : described(archive)) {
            XdmPart part = XdmPart.read(archive, each.path(), each.entry());
            ReceivedDocument document = document(documents.size() + 1, each.entry(), part, first);
            first = first.or(() -> Optional.of(document.patient()));
            documents.add(document);
        }
        return documents;
    }

    /// A document that the metadata announce.
    ///
    /// @param path of its file in the archive
    private record Described(String path, MetadataEntry entry) {}

    private static List<Described> described(XdmArchive archive) throws XdmRefused, IOException {
        List<Described> described = new ArrayList<>();
        boolean metadata = false;
        for (String path : archive.paths()) {
            if (path.equals("METADATA.XML") || path.endsWith("/METADATA.XML")) {
                metadata = true;
                String folder = path.substring(0, path.length() - "METADATA.XML".length());
                MetadataReader.read(metadata(archive, path))
                        .forEach(
                                entry -> described.add(new Described(folder + entry.uri(), entry)));
            }
        }
        if (described.isEmpty()) {
            throw new XdmRefused(metadata ? XdmRefusal.NO_DOCUMENT : XdmRefusal.NO_METADATA);
        }
        return described;
    }

    private static XmlElement metadata(XdmArchive archive, String path)
            throws XdmRefused, IOException {
        try (InputStream in =
                archive.read(path)
                        .orElseThrow(() -> new XdmRefused(XdmRefusal.UNREADABLE_METADATA))) {
            return XmlInput.read(in);
        } catch (XmlProblem e) {
            throw new XdmRefused(
                    e.reason() == XmlProblem.Reason.DOCTYPE
                            ? XdmRefusal.TREACHEROUS_METADATA
                            : XdmRefusal.UNREADABLE_METADATA);
        }
    }

    private static ReceivedDocument document(
            int number, MetadataEntry entry, XdmPart part, Optional<PatientTraits> first) {
        Optional<Cda> cda = part.cda();
        PatientTraits patient = SamePatient.completed(entry.patient(), cda.map(Cda::patient));
        return new ReceivedDocument(
                number,
                entry.id(),
                entry.replaces(),
                type(entry, cda),
                title(entry, cda),
                entry.date().or(() -> cda.flatMap(Cda::date)),
                either(entry.author(), cda.map(Cda::author)),
                either(entry.structure(), cda.map(Cda::structure)),
                patient,
                entry.confidentiality(),
                shown(part),
                part.file(name(entry, part)).kind(),
                part.problem(),
                doubt(entry, cda, patient, first));
    }

    private static Code type(MetadataEntry entry, Optional<Cda> cda) {
        Code said =
                entry.type().value().isEmpty()
                        ? cda.map(Cda::type).orElse(entry.type())
                        : entry.type();
        Optional<String> known = DocumentType.of(said.value()).map(type -> type.code().label());
        return known.isPresent() ? new Code(said.value(), said.system(), known.get()) : said;
    }

    private static String title(MetadataEntry entry, Optional<Cda> cda) {
        String title = either(entry.title(), cda.map(Cda::title));
        return title.isEmpty() ? type(entry, cda).label() : title;
    }

    private static String either(String said, Optional<String> otherwise) {
        return said.isEmpty() ? otherwise.orElse("") : said;
    }

    private static Shown shown(XdmPart part) {
        String type = part.file("").kind().type();
        if (part.problem().isPresent()) {
            return Shown.NOT;
        }
        if (type.equals("application/pdf")) {
            return Shown.PDF;
        }
        if (PICTURES.contains(type)) {
            return Shown.PICTURE;
        }
        return part.cda().filter(CdaPage::isReadable).isPresent() ? Shown.PAGE : Shown.NOT;
    }

    private static Optional<String> doubt(
            MetadataEntry entry,
            Optional<Cda> cda,
            PatientTraits patient,
            Optional<PatientTraits> first) {
        if (cda.filter(c -> !SamePatient.maybe(entry.patient(), c.patient())).isPresent()) {
            return Optional.of(
                    "Le document et sa description ne désignent pas le même patient : vérifiez l’identité avant de le classer.");
        }
        return first.filter(other -> !SamePatient.maybe(other, patient))
                .map(_ ->
                        "Cette archive mêle les documents de plusieurs patients : vérifiez l’identité avant de classer celui-ci.");
    }

    private static String name(MetadataEntry entry, XdmPart part) {
        return FileNames.of(
                entry.date().or(() -> part.cda().flatMap(Cda::date)),
                type(entry, part.cda()).label(),
                SamePatient.completed(entry.patient(), part.cda().map(Cda::patient)));
    }

    private static XdmRefusal reason(IOException e) {
        return e instanceof XdmArchive.TooLarge ? XdmRefusal.TOO_LARGE : XdmRefusal.NOT_AN_ARCHIVE;
    }
}
