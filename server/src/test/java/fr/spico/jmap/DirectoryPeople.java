package fr.spico.jmap;

import fr.spico.mail.MssAddress;
import fr.spico.platform.db.WriteTx;

/// People in both directories of the test, whatever else they hold.
public final class DirectoryPeople {

    private DirectoryPeople() {}

    public static void add(WriteTx tx, MssAddress address) {
        for (String source : new String[] {"national", "regional"}) {
            long version =
                    tx.sql("select version from directory_source where source = :source for update")
                            .param("source", source)
                            .query((row, n) -> row.getLong(1))
                            .single();
            if (version == 0) {
                version = begin(tx, source);
            }
            tx.sql(
                            """
                            insert into directory_entry (source, address, since, digest, type, title, last_name, first_name,
                                profession, specialty, structure, service, town, postal_code, department)
                                values (:source, :address, :version, 0, 'PER', 'DR', 'NDIAYE', 'Paul', 'Médecin', '', '', '',
                                'ALBI', '81000', '81')
                            """)
                    .param("source", source)
                    .param("version", version)
                    .param("address", address.value())
                    .update();
        }
    }

    private static long begin(WriteTx tx, String source) {
        long version =
                tx.sql(
                                """
                                insert into directory_version (source, origin, state, automatic, started_at)
                                values (:source, 'file', 'switched', true, now()) returning id
                                """)
                        .param("source", source)
                        .query(Long.class)
                        .single();
        tx.sql("update directory_source set version = :version where source = :source")
                .param("version", version)
                .param("source", source)
                .update();
        return version;
    }
}
