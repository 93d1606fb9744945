# Figures as JSON lines on standard output; what is going on, on standard error.

bench() {
    local name argument names="" sizes=""
    for argument in "$@"; do
        case "$argument" in
            [0-9]*) sizes="$sizes${sizes:+,}$argument" ;;
            *) names="$names $argument" ;;
        esac
    done
    [ -z "$sizes" ] || export SPICO_BENCH_MAILS="$sizes"
    build_java
    say "building the benchmarks"
    mvn -q -B -ntp -pl bench -am -DskipTests -Dspotless.check.skip=true package >&2 || fail "the build failed, see above"
    for name in ${names:-mail idle directory dossier}; do
        "bench_$name" || fail "no benchmark is called « $name »: mail, idle, directory, dossier, directory-questions"
    done
}

bench_mail() {
    need_package dovecot dovecot-imapd dovecot-lmtpd || fail "Dovecot is needed: apt-get install dovecot-imapd dovecot-lmtpd"
    say "mail: the platform before Dovecot, beside raw IMAP"
    run_bench mail "$SERVER_JAR"
}

bench_idle() {
    say "idle: ${SPICO_BENCH_MAILBOXES:-5000} linked mailboxes in which nothing happens (about four minutes)"
    run_bench idle "$SERVER_JAR"
}

# SPICO_BENCH_EXTRACTION=FILE for another directory than the published generator's, or « sandbox » for the sandbox's own generator.
bench_directory() {
    local extraction
    BENCH_DATA="$(mktemp -d)"
    trap 'rm -rf "$BENCH_DATA"' EXIT
    extraction="$(an_extraction "$BENCH_DATA")"
    say "directory: $(($(wc -l <"$extraction") - 1)) rows"
    run_bench directory "$SERVER_JAR" "$extraction"
    rm -rf "$BENCH_DATA"
}

# Ten documents of 2 MB and their archive are more than the sandbox's operator takes in one mail.
bench_dossier() {
    local port="${SPICO_BENCH_PORT:-19080}"
    build_web
    BENCH_DATA="$(mktemp -d)"
    trap 'stop_all; rm -rf "$BENCH_DATA"' EXIT
    SPICO_OPERATOR_MAXMESSAGESIZE=104857600 start_all "$port" "$BENCH_DATA"
    await_health "$port"
    say "dossier"
    run_bench dossier "$SERVER_JAR" "http://127.0.0.1:$port"
    stop_all
    rm -rf "$BENCH_DATA"
}

# Draws the questions anew that bench/ keeps; only needed when their kinds change.
bench_directory-questions() {
    local extraction
    BENCH_DATA="$(mktemp -d)"
    trap 'rm -rf "$BENCH_DATA"' EXIT
    extraction="$(an_extraction "$BENCH_DATA")"
    run_bench directory-questions "$extraction" bench/src/main/resources/fr/spico/bench/directory-questions.tsv.gz
    rm -rf "$BENCH_DATA"
}

an_extraction() { # folder
    local wanted="${SPICO_BENCH_EXTRACTION:-}" rows=535928 published=../shared/directory/make_extraction.py
    if [ -n "$wanted" ] && [ "$wanted" != sandbox ]; then
        echo "$wanted"
    elif [ -z "$wanted" ] && [ -f "$published" ] && command -v python3 >/dev/null; then
        say "directory: making $rows rows with $published"
        python3 "$published" --rows "$rows" --seed 1 >"$1/extraction.txt"
        echo "$1/extraction.txt"
    else
        say "directory: making $rows rows with the sandbox's generator"
        "$JAVA_HOME/bin/java" -cp sandbox/target/classes fr.spico.sandbox.directory.DirectoryFiles "$1" "$rows"
        echo "$1/national.txt"
    fi
}

run_bench() { # name argument...
    "$JAVA_HOME/bin/java" -Xmx512m -cp "bench/target/bench-$VERSION.jar:bench/target/lib/*" fr.spico.bench.Bench "$@"
}
