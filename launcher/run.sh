# Starts sandbox and platform, waits until they serve, and stops both together.

run() {
    local port=8080 data=.spico fresh=
    while [ $# -gt 0 ]; do
        case "$1" in
            --port) port="$2"; shift 2 ;;
            --data) data="$2"; shift 2 ;;
            --fresh) fresh=yes; shift ;;
            *) fail "run does not know « $1 »" ;;
        esac
    done
    build_java
    build_web
    if [ -n "$fresh" ]; then
        say "--fresh: forgetting the sandbox's mails and the platform's data"
        rm -rf "$data/sandbox" "$data/platform"
    fi
    mkdir -p "$data"
    trap stop_all EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    start_all "$port" "$data"
    await_health "$port"
    welcome "$port"
    wait -n "$SANDBOX_PID" "$PLATFORM_PID" || true
    fail "a process ended by itself: see $data/platform.log and $data/sandbox.log"
}

start_all() { # port data
    local port="$1" data="$2"
    free_port "$port"
    say "sandbox: mail operator (Apache James), directory and mails, ports $((port + 1)) to $((port + 4))"
    "$JAVA_HOME/bin/java" @sandbox/java.args -jar "$SANDBOX_JAR" --port "$port" --data "$data" >"$data/sandbox.log" 2>&1 &
    SANDBOX_PID=$!
    await_file "$data/sandbox/accounts.json" "$data/sandbox/directory/regional.txt"
    say "platform: PostgreSQL on $((port + 5)), web on $port"
    "$JAVA_HOME/bin/java" -Xmx1g -XX:+UseStringDeduplication --enable-native-access=ALL-UNNAMED -jar "$SERVER_JAR" \
        --spring.config.additional-location=sandbox/operator.yaml \
        --server.port="$port" --spico.data.folder="$data/platform" --spico.database.port=$((port + 5)) --sandbox.web-port=$((port + 1)) --sandbox.imap-port=$((port + 2)) --sandbox.smtp-port=$((port + 3)) --sandbox.data="$data/sandbox" \
        >"$data/platform.log" 2>&1 &
    PLATFORM_PID=$!
}

stop_all() {
    trap - EXIT
    kill "${PLATFORM_PID:-}" 2>/dev/null || true
    wait "${PLATFORM_PID:-}" 2>/dev/null || true
    kill "${SANDBOX_PID:-}" 2>/dev/null || true
    wait "${SANDBOX_PID:-}" 2>/dev/null || true
}

free_port() { # port
    local port
    for port in $(seq "$1" $(($1 + 5))); do
        if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            fail "port $port is taken. Stop what uses it, or choose others: ./spico run --port 9080"
        fi
    done
}

await_file() { # file...
    local file tries=0
    for file in "$@"; do
        until [ -s "$file" ]; do
            kill -0 "$SANDBOX_PID" 2>/dev/null || fail "the sandbox did not start: see its log beside the data"
            tries=$((tries + 1))
            [ $tries -lt 600 ] || fail "the sandbox takes too long"
            sleep 0.2
        done
    done
}

# Both answer /health within two minutes, or we say which one does not.
await_health() { # port
    local name url tries
    for name in sandbox:$(($1 + 1)) platform:$1; do
        url="http://127.0.0.1:${name#*:}/health"
        tries=0
        until curl -fsS -m 2 -o /dev/null "$url" 2>/dev/null; do
            kill -0 "$SANDBOX_PID" 2>/dev/null || fail "the sandbox ended: see its log beside the data"
            kill -0 "$PLATFORM_PID" 2>/dev/null || fail "the platform ended: see its log beside the data"
            tries=$((tries + 1))
            [ $tries -lt 480 ] || fail "the ${name%%:*} does not answer on $url"
            sleep 0.25
        done
        say "${name%%:*} ready"
    done
}

welcome() { # port
    cat <<TEXT

  Spico          http://localhost:$1
  Sandbox        http://localhost:$(($1 + 1))   every mailbox (to read a code), and a form to write as an outsider or a patient

  Sign in as                                            password: Spico-demo-2026
    helene.castelbon@medimail.mssante.test     doctor, RPPS         her mailbox has the same address
    karim.belhadj-roux@medimail.mssante.test   nurse, RPPS          may also link secretariat.tilleuls@medimail.mssante.test
    maiwenn.legoffic@medimail.mssante.test     psychologist, ADELI
    yvette.darmagnac@medimail.mssante.test     social worker        may also link secretariat.tilleuls@medimail.mssante.test
    armand.peyrolade@medimail.mssante.test     doctor, RPPS         10 000 mails
    centre.tilleuls@spico.test                 a structure          may not link a mailbox
    regie@spico.test                           administrator        Administration → Annuaire: imports, history, going back

  First gesture: Profil → Profil MSSanté → OUI. Ctrl-C stops everything; the mails stay for next time.

TEXT
}
