# Everything that can fail, in one run, counted together.

test_all() {
    local quick= status=0
    [ "${1:-}" = --quick ] && quick=yes
    need_java
    need_node
    REPORTS="$PWD/target/reports"
    rm -rf "$REPORTS"
    mkdir -p "$REPORTS"
    SKIPS="$REPORTS/skips.txt"
    : >"$SKIPS"

    need_package dovecot dovecot-imapd dovecot-lmtpd || echo "tests on Dovecot: it is not installed (apt-get install dovecot-imapd dovecot-lmtpd)" >>"$SKIPS"
    need_package slapd slapd || echo "tests on slapd: it is not installed (apt-get install slapd)" >>"$SKIPS"
    say "Java: formatting, Error Prone, NullAway, architecture, tests"
    rm -rf */target/classes */target/test-classes */target/maven-status # the checkers run only when the compiler does
    find . -path ./node_modules -prune -o -path '*/target/surefire-reports' -type d -print0 | xargs -0 -r rm -rf
    mvn -B -ntp -fae ${quick:+-DexcludedGroups=slow} verify 2>&1 | tee "$REPORTS/java.log" || status=1
    node launcher/personal.mjs "$REPORTS/java.log" || status=1

    say "web: types and tests"
    install_modules web
    (cd web && npm run --silent check) || status=1
    (cd web && npx vitest run --reporter=default --reporter=json --outputFile.json="$REPORTS/web.json") || status=1

    if [ -n "$quick" ]; then
        echo "journeys in the browser: left out by --quick" >>"$SKIPS"
        echo "tests on real mail servers (tag slow): left out by --quick" >>"$SKIPS"
    elif need_package chromium chromium; then
        journeys --grep-invert=@screenshots || status=1
    else
        echo "journeys in the browser: Chromium is not installed (apt-get install chromium)" >>"$SKIPS"
    fi

    if [ -s "$SKIPS" ]; then
        say "left out:"
        sed 's/^/  /' "$SKIPS"
    fi
    node launcher/tally.mjs "$REPORTS" "$status"
}

# Starts a platform of its own on high ports, with data of its own, and drives it.
journeys() { # playwright-option...
    local data port status=0
    install_modules e2e
    build_java
    build_web
    data="$(mktemp -d)"
    port="${SPICO_TEST_PORT:-18080}"
    say "journeys in the browser"
    mkdir -p "$data"
    trap 'stop_all; rm -rf "${data:-}"' EXIT
    start_all "$port" "$data"
    await_health "$port"
    (cd e2e && npm run --silent check) || status=1
    (cd e2e && SPICO_URL="http://localhost:$port" SPICO_SANDBOX="http://localhost:$((port + 1))" SPICO_REPORT="$REPORTS/journeys.json" \
        npx playwright test "$@") || status=1
    if [ $status != 0 ]; then
        tail -n 30 "$data/platform.log" "$data/sandbox.log" >&2 || true
    fi
    stop_all
    node launcher/personal.mjs "$data/platform.log" || status=1
    rm -rf "$data"
    return $status
}

# Retakes docs/pictures/.
screenshots() {
    REPORTS="$PWD/target/reports"
    mkdir -p "$REPORTS"
    need_java
    need_node
    need_package chromium chromium || fail "Chromium is needed: apt-get install chromium"
    journeys --grep=@screenshots
}
