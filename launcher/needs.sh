# What a machine must have, how to find it, and how to install it.

say() { printf '\033[1m· %s\033[0m\n' "$*" >&2; }
fail() { printf 'spico: %s\n' "$*" >&2; exit 1; }

java_major() { "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'; }

# Prints the home of a JDK 25 or newer, from JAVA_HOME or the usual places.
find_jdk() {
    local home
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/jdk* /opt/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -n "$home" ] && [ -x "$home/bin/javac" ] && [ "$(java_major "$home")" -ge 25 ] 2>/dev/null; then
            echo "$home"
            return 0
        fi
    done
    return 1
}

node_major() { node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/'; }

need_java() {
    JAVA_HOME="$(find_jdk)" || fail "a JDK 25 is needed and none was found: install Temurin 25 (package temurin-25-jdk), or set JAVA_HOME to one."
    export JAVA_HOME PATH="$JAVA_HOME/bin:$PATH"
    command -v mvn >/dev/null || fail "Maven is needed: apt-get install maven"
}

need_node() {
    [ "$(node_major || echo 0)" -ge 20 ] 2>/dev/null || fail "Node 20 or newer is needed: apt-get install nodejs npm (or from its own site)"
}

is_debian_root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# Whether every one of some Debian packages is here; where there is no dpkg, the program stands for them.
has_packages() { # program package...
    local program="$1"
    shift
    command -v "$program" >/dev/null || return 1
    command -v dpkg-query >/dev/null && is_debian_root || return 0
    [ "$(dpkg-query -W -f='${db:Status-Status}\n' "$@" 2>/dev/null | grep -cx installed)" = $# ]
}

# Installs Debian packages when one is missing; otherwise names the command. Fails softly: the caller decides.
need_package() { # program package...
    local program="$1"
    has_packages "$@" && return 0
    shift
    if is_debian_root; then
        say "installing $*"
        { apt-get install -y -qq "$@" || { apt-get update -qq && apt-get install -y -qq "$@"; }; } >/dev/null 2>&1 || true
    fi
    has_packages "$program" "$@"
}

doctor() {
    local missing=0 home
    if home="$(find_jdk)"; then echo "ok       JDK $(java_major "$home")  ($home)"; else echo "missing  JDK 25: install Temurin 25 (package temurin-25-jdk)"; missing=1; fi
    report mvn "Maven" "apt-get install maven" "mvn --version" || missing=1
    if [ "$(node_major || echo 0)" -ge 20 ] 2>/dev/null; then echo "ok       Node $(node --version)"; else echo "missing  Node 20: apt-get install nodejs npm"; missing=1; fi
    report npm "npm" "apt-get install npm" "npm --version" || missing=1
    report chromium "Chromium (journeys)" "apt-get install chromium" "chromium --version --no-sandbox" || true
    report dovecot "Dovecot (tests of the mail engine)" "apt-get install dovecot-imapd dovecot-lmtpd" "dovecot --version" || true
    report slapd "slapd (tests of LDAP directories)" "apt-get install slapd" "slapd -VV" || true
    [ $missing = 0 ] && echo "Everything that \`./spico run\` needs is here." || return 1
}

report() { # program name install-command version-command
    if command -v "$1" >/dev/null; then
        echo "ok       $2  ($($4 2>/dev/null | head -1 | tr -d '\033' | sed 's/\[[0-9]*m//g'))"
    else
        echo "missing  $2: $3"
        return 1
    fi
}
