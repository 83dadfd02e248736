# A PostgreSQL server of one's own: data and socket in a folder of its own, both gone afterwards. To be sourced.

postgres_folder=
postgres_account=

# The folder of initdb and pg_ctl, which Debian keeps out of the PATH.
postgres_programs() {
    local folder
    for folder in "$(pg_config --bindir 2>/dev/null)" $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -Vr); do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            echo "$folder"
            return
        fi
    done
    return 1
}

start_postgres() {
    PATH=$(postgres_programs):$PATH
    # The caller's PGHOST, PGPORT and their like are about another server.
    unset ${!PG@}
    # Not under TMPDIR: the path of a socket has room for about 100 characters.
    postgres_folder=$(mktemp -d /tmp/refract-postgres.XXXXXX)
    trap stop_postgres EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    if [ "$(id -u)" = 0 ]; then
        # The server refuses to run as root.
        postgres_account=$(id -un postgres 2>/dev/null || echo nobody)
        chown "$postgres_account" "$postgres_folder"
    fi
    chmod 755 "$postgres_folder"

    echo "Starting a private PostgreSQL in $postgres_folder"
    quietly as_postgres initdb --pgdata=data --username=refract --auth=trust --encoding=UTF8 \
        --locale=C.UTF-8 --no-sync || fail "the private PostgreSQL cannot be made, see above"
    local options="-c listen_addresses='' -c unix_socket_directories=$postgres_folder"
    options+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    as_postgres pg_ctl start --silent --pgdata=data --wait --log=log --options="$options" || {
        cat "$postgres_folder/log" >&2
        fail "the private PostgreSQL does not start, see above"
    }
}

stop_postgres() {
    [ -n "$postgres_folder" ] || return 0
    as_postgres pg_ctl stop --pgdata=data --mode=immediate >/dev/null 2>&1 || true
    rm -rf "$postgres_folder"
    postgres_folder=
}

as_postgres() (
    cd "$postgres_folder" || exit
    if [ -n "$postgres_account" ]; then
        runuser -u "$postgres_account" -- "$@"
    else
        "$@"
    fi
)

# An empty database, so that what one run leaves behind does not meet the next.
use_postgres_database() {
    as_postgres createdb --host="$postgres_folder" --username=refract "$1"
    export REFRACT_POSTGRES_URL="host=$postgres_folder user=refract dbname=$1"
    export REFRACT_REQUIRE_POSTGRES=1
}
