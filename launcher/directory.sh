# Imports of the directories, by the administrators' API (docs/api.md), with an administrator's token: SPICO_TOKEN, or the sandbox's
# administrator when there is none.

directory() {
    local port=8080 args=()
    while [ $# -gt 0 ]; do
        case "$1" in
            --port) port="$2"; shift 2 ;;
            *) args+=("$1"); shift ;;
        esac
    done
    need_node
    local token="${SPICO_TOKEN:-}"
    [ ${#args[@]} -eq 0 ] || [ -n "$token" ] || token="$(. launcher/token.sh && token regie@spico.test --port "$port")"
    [ ${#args[@]} -eq 0 ] || [ -n "$token" ] || fail "no token: set SPICO_TOKEN to an administrator's application token"
    SPICO_TOKEN="$token" SPICO_URL="${SPICO_URL:-http://127.0.0.1:$port}" node launcher/directory.mjs "${args[@]}"
}
