package fr.spico.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.spico.mail.MssAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTableTest {

    private static final int ROWS = 3_000;

    @TempDir Path folder;

    @Test
    void rowsAreFoundByAddressAndByLine() {
        DirectoryTable table = table();
        for (int i = 0; i < ROWS; i++) {
            assertThat(table.find(address(i))).isEqualTo(i);
            assertThat(table.address(i)).isEqualTo(address(i));
            assertThat(table.findLine(line(i))).isEqualTo(i % 3 == 0 ? -1 : i);
        }
        assertThat(table.find(address(ROWS))).isEqualTo(-1);
        assertThat(table.findLine(0)).isEqualTo(-1);
        table.add(address(ROWS), 1, 1);
        assertThat(table.find(address(ROWS))).isEqualTo(ROWS);
    }

    @Test
    void aTableComesBackFromItsFileWithoutWhatIsGone() throws IOException {
        BitSet gone = new BitSet();
        gone.set(0);
        gone.set(7);
        gone.set(ROWS - 1);
        table().without(gone).write(folder.resolve("table"));
        DirectoryTable read = DirectoryTable.read(folder.resolve("table"));
        assertThat(read.count()).isEqualTo(ROWS - 3);
        assertThat(read.find(address(7))).isEqualTo(-1);
        assertThat(read.find(address(8))).isEqualTo(6);
        assertThat(read.digest(6)).isEqualTo(8 * 31L);
        assertThat(read.findLine(line(8))).isEqualTo(6);
    }

    @Test
    void aDamagedFileIsNoTable() throws IOException {
        Path file = folder.resolve("table");
        table().write(file);
        byte[] octets = Files.readAllBytes(file);
        octets[octets.length / 2] ^= 1;
        Files.write(file, octets);
        assertThatThrownBy(() -> DirectoryTable.read(file)).isInstanceOf(IOException.class);
        Files.write(file, new byte[3]);
        assertThatThrownBy(() -> DirectoryTable.read(file)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> DirectoryTable.read(folder.resolve("none")))
                .isInstanceOf(IOException.class);
    }

    private static DirectoryTable table() {
        DirectoryTable table = new DirectoryTable();
        for (int i = 0; i < ROWS; i++) {
            table.add(address(i), i * 31L, i % 3 == 0 ? 0 : line(i));
        }
        return table;
    }

    private static MssAddress address(int i) {
        return new MssAddress("p" + i + "@medimail.mssante.test");
    }

    private static long line(int i) {
        return Lines.mixed(i, 1L << 40);
    }
}
