package fr.spico.exchange.xdm;

import fr.spico.exchange.Author;
import fr.spico.exchange.Issuer;
import fr.spico.exchange.OutgoingXdm;
import java.util.List;
import java.util.stream.Collectors;

/// The two files of an archive that are for people (standards §3.2).
final class Notices {

    private Notices() {}

    static String readme(OutgoingXdm xdm, Issuer issuer, List<String> files) {
        Author sender = xdm.sender();
        return """
        Emetteur :
        ==========
            . Nom : %s
            . Organisme : %s
            . Adresse : voir l'expéditeur du message
            . Téléphone : voir l'expéditeur du message

        Application de l'émetteur :
        ===========================
            . Nom : %s
            . Version : %s
            . Editeur : %s

        Instructions :
        ==============
            Ouvrez ce fichier avec votre logiciel de professionnel de santé.
            Les mêmes documents sont joints au message en PDF.

        Arborescence :
        ==============
            README.TXT
            INDEX.HTM
            IHE_XDM
                SUBSET01
                    METADATA.XML
        %s
        """
                .formatted(
                        name(sender),
                        sender.structure().name(),
                        issuer.software(),
                        issuer.version(),
                        issuer.editor(),
                        files.stream()
                                .map(file -> "            " + file)
                                .collect(Collectors.joining("\n")))
                .replace("\n", "\r\n");
    }

    static String index(OutgoingXdm xdm) {
        String sender = escaped(name(xdm.sender()) + ", " + xdm.sender().structure().name());
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
        <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr" lang="fr">
          <head><title>IHE XDM</title></head>
          <body>
            <p>Emetteur : %s</p>
            <p>Voir le fichier <a href="README.TXT">ReadMe</a></p>
          </body>
        </html>
        """
                .formatted(sender)
                .replace("\n", "\r\n");
    }

    private static String name(Author author) {
        return (author.title() + " " + author.firstName() + " " + author.lastName()).strip();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
