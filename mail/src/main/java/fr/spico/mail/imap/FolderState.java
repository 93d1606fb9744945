package fr.spico.mail.imap;

import fr.spico.mail.MailException;
import fr.spico.mail.MailException.Reason;
import fr.spico.mail.MailStore.FolderPath;
import fr.spico.mail.MailStore.FolderStatus;
import java.util.Locale;
import java.util.Set;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;

/// SELECT and STATUS: the numbers that tell a folder's state.
final class FolderState {

    private final ImapWire wire;
    private final FolderPath path;
    private long uidValidity;
    private long uidNext;
    private long messages;
    private long highestModSeq;
    private @Nullable Set<String> permanentFlags;

    private FolderState(ImapWire wire, FolderPath path) {
        this.wire = wire;
        this.path = path;
    }

    /// @param rights what may be done in the folder
    record Selected(FolderStatus status, FolderRights rights) {}

    static Selected select(ImapWire wire, FolderPath path) throws MailException {
        FolderState state = new FolderState(wire, path);
        Argument arguments = new Argument();
        arguments.writeString(FolderNames.encode(path.value()));
        if (wire.offers("CONDSTORE")) {
            arguments.writeAtom("(CONDSTORE)");
        }
        String end = wire.run("SELECT", arguments, state::takeSelected);
        wire.takeChange(); // What SELECT tells is the state itself, no change of it.
        boolean readOnly = Failures.codeOf(end).equals("READ-ONLY");
        FolderRights rights = new FolderRights(readOnly, state.permanentFlags);
        boolean whole = state.uidNext != 0 && state.uidValidity != 0;
        return new Selected(whole ? state.told() : status(wire, path), rights);
    }

    static FolderStatus status(ImapWire wire, FolderPath path) throws MailException {
        FolderState state = new FolderState(wire, path);
        Argument arguments = new Argument();
        arguments.writeString(FolderNames.encode(path.value()));
        String modSeq = wire.offers("CONDSTORE") ? " HIGHESTMODSEQ" : "";
        arguments.writeAtom("(MESSAGES UIDNEXT UIDVALIDITY" + modSeq + ")");
        wire.run("STATUS", arguments, state::takeStatus);
        if (state.uidValidity == 0) {
            throw new MailException(Reason.PROTOCOL, "STATUS without UIDVALIDITY");
        }
        return state.told();
    }

    private FolderStatus told() {
        return new FolderStatus(path, uidValidity, uidNext, messages, highestModSeq);
    }

    private void takeSelected(ImapAnswer answer) {
        if (answer.key().equals("EXISTS")) {
            messages = answer.getNumber();
        } else if (answer.isOK()) {
            String rest = Failures.restOf(answer);
            if (Failures.codeOf(rest).equals("PERMANENTFLAGS")) {
                permanentFlags = FolderRights.flags(rest);
            }
            String[] code = rest.split("[\\[\\] ]+", 4);
            if (code.length > 2) {
                takeNumber(code[1], code[2]);
            }
        }
    }

    private void takeStatus(ImapAnswer answer) {
        if (answer.key().equals("STATUS")) {
            Tokens tokens = answer.tokens();
            String told = FolderNames.decode(tokens.text());
            if (wire.offers("NOTIFY") && !told.equals(path.value())) {
                wire.noteChangeElsewhere(); // News of another folder, not our answer.
            } else if (tokens.value() instanceof Tokens.Items items) {
                for (int i = 0; i + 1 < items.values().size(); i += 2) {
                    takeNumber(Tokens.textOf(items.at(i)), Tokens.textOf(items.at(i + 1)));
                }
            }
        }
    }

    private void takeNumber(String name, String digits) {
        switch (name.toUpperCase(Locale.ROOT)) {
            case "UIDVALIDITY" -> uidValidity = number(digits);
            case "UIDNEXT" -> uidNext = number(digits);
            case "MESSAGES" -> messages = number(digits);
            case "HIGHESTMODSEQ" -> highestModSeq = number(digits);
            default -> {}
        }
    }

    private static long number(String digits) {
        return Tokens.numberOf(new Tokens.Atom(digits));
    }
}
