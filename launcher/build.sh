# Builds what is older than its sources.

VERSION=0.1.0
SERVER_JAR=server/target/server-$VERSION-app.jar
SANDBOX_JAR=sandbox/target/sandbox-$VERSION.jar

# True when `target` is missing or older than any file under the other paths.
stale() { # target path...
    local target="$1"
    shift
    [ ! -e "$target" ] || [ -n "$(find "$@" -newer "$target" -type f -print -quit 2>/dev/null)" ]
}

install_modules() { # folder
    if stale "$1/node_modules/.package-lock.json" "$1/package-lock.json"; then
        say "npm: modules of $1"
        (cd "$1" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error)
        touch "$1/node_modules/.package-lock.json"
    fi
}

build_web() {
    need_node
    install_modules web
    if stale web/dist/index.html web/src web/public web/messages web/index.html web/package-lock.json web/vite.config.ts; then
        say "building the application"
        (cd web && npm run --silent build)
    fi
}

build_java() {
    need_java
    if [ ! -e "$SERVER_JAR" ] || [ ! -e "$SANDBOX_JAR" ] ||
        stale target/built pom.xml mail/pom.xml mail/src/main server/pom.xml server/src/main sandbox/pom.xml sandbox/src/main; then
        say "building the platform and the sandbox (the first time fetches libraries: some minutes)"
        mvn -q -B -ntp -pl server,sandbox -am -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip=true package ||
            fail "the build failed, see above"
        mkdir -p target
        touch target/built # jars carry a fixed date, so that a build can be repeated to the byte
    fi
}
