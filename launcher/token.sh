# An application token for a demo account of the running sandbox.

token() {
    local login="" port=8080
    while [ $# -gt 0 ]; do
        case "$1" in
            --port) port="$2"; shift 2 ;;
            *) login="$1"; shift ;;
        esac
    done
    [ -n "$login" ] || fail "whose token? ./spico token LOGIN"
    need_node
    node launcher/token.mjs "$login" "$port"
}
