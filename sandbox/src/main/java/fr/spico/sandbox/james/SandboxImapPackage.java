package fr.spico.sandbox.james;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.Map;
import org.apache.james.imap.encode.FetchResponseEncoder;
import org.apache.james.imap.processor.fetch.FetchProcessor;
import org.apache.james.modules.protocols.DefaultImapPackage;
import org.apache.james.modules.protocols.ImapPackage;
import org.apache.james.utils.ClassName;

/// James' IMAP commands with two corrections of FETCH: file names beyond ASCII survive, and an
/// empty folder is no error. Named in `imapserver.xml`.
public final class SandboxImapPackage extends ImapPackage.Impl {
    private static final Map<String, String> CORRECTED =
            Map.of(
                    FetchResponseEncoder.class.getName(), UnicodeFetchEncoder.class.getName(),
                    FetchProcessor.class.getName(), EmptyFolderFetch.class.getName());

    public SandboxImapPackage() {
        this(new DefaultImapPackage());
    }

    private SandboxImapPackage(ImapPackage ofJames) {
        super(
                corrected(ofJames.processors()),
                corrected(ofJames.decoders()),
                corrected(ofJames.encoders()));
    }

    private static ImmutableList<ClassName> corrected(Collection<ClassName> names) {
        return names.stream()
                .map(name -> new ClassName(CORRECTED.getOrDefault(name.getName(), name.getName())))
                .collect(ImmutableList.toImmutableList());
    }
}
