package fr.spico.directory;

import fr.spico.directory.DirectoryLabels.Kind;
import fr.spico.platform.db.ReadTx;
import fr.spico.platform.db.WriteTx;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The SQL of the words of codes.
@Component
class DirectoryLabelQueries {

    DirectoryLabels all(ReadTx tx) {
        DirectoryLabels labels = new DirectoryLabels();
        tx.sql("select kind, code, label from directory_label")
                .query((row, i) -> {
                    labels.learn(
                            Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                            row.getString(2),
                            row.getString(3));
                    return true;
                })
                .list();
        return labels;
    }

    void add(WriteTx tx, DirectoryLabels labels) {
        for (Kind kind : Kind.values()) {
            Map<String, String> words = labels.of(kind);
            if (!words.isEmpty()) {
                add(tx, kind, words);
            }
        }
    }

    private static void add(WriteTx tx, Kind kind, Map<String, String> words) {
        String[] codes = words.keySet().toArray(String[]::new);
        String[] labels = words.values().toArray(String[]::new);
        tx.sql(
                        """
                        insert into directory_label (kind, code, label)
                        select :kind, * from unnest(:codes::text[], :labels::text[])
                        on conflict (kind, code) do update set label = excluded.label
                        """)
                .param("kind", kind.stored())
                .param("codes", codes)
                .param("labels", labels)
                .update();
    }
}
