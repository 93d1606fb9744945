package fr.spico.jmap.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushTargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://push.example.org/x",
                "https://user:secret@push.example.org/x",
                "https://push.example.org/x#y",
                "https:///x",
                "ftp://push.example.org/x",
                "https://push.example.org/\r\nHost: other",
                "push.example.org",
                "http://127.0.0.1/x",
                ""
            })
    void what_is_no_plain_https_address_is_no_target(String text) {
        assertThat(PushTarget.parse(text, false)).isEmpty();
    }

    @Test
    void this_machine_is_called_without_tls_in_a_sandbox_and_no_other() {
        assertThat(PushTarget.parse("http://127.0.0.1:8123/x", true)).isPresent();
        assertThat(PushTarget.parse("http://localhost:8123/x", true)).isPresent();
        assertThat(PushTarget.parse("http://push.example.org/x", true)).isEmpty();
        assertThat(PushTarget.parse("http://10.0.0.1/x", true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "198.18.0.1",
                "203.0.113.7",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001:0:1::",
                "2001:db8::1",
                "::ffff:10.0.0.1"
            })
    void no_machine_beside_us_is_called(String address) throws UnknownHostException {
        assertThat(PushTarget.isPublic(InetAddress.getByName(address))).isFalse();
        String host = address.contains(":") ? "[" + address + "]" : address;
        assertThat(PushTarget.parse("https://" + host + "/x", false).orElseThrow().address(false))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9.9.9", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
    void public_machines_are_called(String address) throws UnknownHostException {
        assertThat(PushTarget.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void a_target_says_where_to_connect_and_what_to_ask() {
        PushTarget target = PushTarget.parse("https://push.example.org?k=1", false).orElseThrow();
        assertThat(target.port()).isEqualTo(443);
        assertThat(target.path()).isEqualTo("/?k=1");
        assertThat(target).hasToString("PushTarget[…]");
    }
}
