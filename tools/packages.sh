# Finds what a command of ./run needs, and installs what is missing. To be sourced.
#
# A need is what has to be there, not a package: who has built their own SQLite or PostgreSQL keeps it.

declare -A purpose packages
lists_are_new=

# need NAME PURPOSE PACKAGES: the first of the packages that the system offers; a,b are installed together.
need() {
    purpose[$1]=$2
    packages[$1]=$3
}
need compiler "GCC 12 or later" "g++"
need cmake "CMake 3.25 or later, the build system" "cmake"
need ninja "Ninja, which runs the build" "ninja-build"
need python "Python 3, for the tools" "python3"
need ccache "ccache, which makes the next build quick" "ccache"
need boost "Boost 1.81 or later, whose PFR is compared with our reading of structs" "libboost1.81-dev libboost1.83-dev libboost-dev"
need fmt "the fmt library" "libfmt-dev"
need cli "CLI11 and nlohmann's json, for the command line" "libcli11-dev,nlohmann-json3-dev"
need sqlite "SQLite's library and headers" "libsqlite3-dev"
need sqlite_shell "SQLite's shell, to compare answers with" "sqlite3"
need postgres "libpq, the PostgreSQL client library" "libpq-dev"
need postgres_server "a PostgreSQL server, for a private one beside the tests" "postgresql"
need pgbouncer "PgBouncer, a pooler to test behind" "pgbouncer"
need catch2 "Catch2, the test framework" "catch2"
need valgrind "Valgrind, which counts instructions" "valgrind"
need clang16 "Clang 16 and its sanitizers" "clang-16,libclang-rt-16-dev"
need clang19 "Clang 19 and its sanitizers" "clang-19,libclang-rt-19-dev"

is_there() {
    case $1 in
    compiler) command -v g++ ;;
    cmake) command -v cmake ;;
    ninja) command -v ninja ;;
    python) command -v python3 ;;
    ccache) command -v ccache ;;
    boost) has_header boost/pfr/core.hpp ;;
    fmt) has_header fmt/core.h ;;
    cli) has_header CLI/CLI.hpp && has_header nlohmann/json.hpp ;;
    sqlite) has_header sqlite3.h ;;
    sqlite_shell) command -v sqlite3 ;;
    postgres) has_header libpq-fe.h || has_header postgresql/libpq-fe.h ;;
    postgres_server) postgres_programs ;;
    pgbouncer) command -v pgbouncer || [ -x /usr/sbin/pgbouncer ] ;;
    catch2) has_header catch2/catch.hpp || has_header catch2/catch_all.hpp ;;
    valgrind) command -v valgrind ;;
    clang16) can_sanitize clang++-16 address ;;
    clang19) can_sanitize clang++-19 thread ;;
    esac >/dev/null 2>&1
}

has_header() {
    echo "#include <$1>" | g++ -E -x c++ -
}

can_sanitize() {
    echo "int main() {}" | "$1" "-fsanitize=$2" -x c++ - -o /dev/null
}

missing_of() {
    local name
    for name in "$@"; do is_there "$name" || echo "$name"; done
}

list() {
    local name first
    for name in "$@"; do
        first=${packages[$name]%% *}
        echo "  ${purpose[$name]} (Debian: ${first//,/ })"
    done
}

# Installs what is missing of the named needs; stops where that is not possible.
require() {
    local missing
    missing=$(missing_of "$@")
    [ -n "$missing" ] || return 0
    if ! command -v apt-get >/dev/null; then
        echo "run: this system's package manager is not known here. Please install what is missing:" >&2
        list $missing >&2
        exit 3
    fi
    install_packages $missing
    missing=$(missing_of "$@")
    if [ -n "$missing" ]; then
        echo "run: after the installation this is still missing:" >&2
        list $missing >&2
        exit 3
    fi
}

# Like require, but goes on without what cannot be had.
want() {
    local missing
    missing=$(missing_of "$@")
    [ -n "$missing" ] || return 0
    if command -v apt-get >/dev/null; then
        install_packages $missing
    else
        echo "Not found, so less is tested:"
        list $missing
    fi
}

install_packages() {
    local name chosen=()
    echo "Missing:"
    list "$@"
    if [ -z "$lists_are_new" ]; then
        echo "Updating the package lists"
        quietly as_root apt-get update || fail "the package lists cannot be updated, see above"
        lists_are_new=yes
    fi
    for name in "$@"; do chosen+=($(offered_package ${packages[$name]})); done
    [ ${#chosen[@]} -gt 0 ] || return 0
    echo "Installing ${chosen[*]}"
    quietly as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends "${chosen[@]}" || fail "the installation failed, see above"
}

offered_package() {
    local package
    for package in "$@"; do
        package=${package//,/ }
        if apt-cache show $package >/dev/null 2>&1; then
            echo "$package"
            return
        fi
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "this needs root, and sudo is not there. As root, run: $*"
    fi
}
