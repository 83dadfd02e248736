# The newest compilers, PostgreSQL and SQLite: packages of Debian's unstable suite, unpacked into a folder and run there
# with chroot. Nothing is installed on this machine, and the folder is gone afterwards. To be sourced.

newest_root=
newest_programs="02_models 04_joins_and_aggregates 11_postgres"

skip_newest() {
    echo "skipped: the newest compilers: $*"
}

# From the machine's own list of sources.
newest_mirror() {
    {
        sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/debian.sources
        sed -n 's/^deb \(\[[^]]*\] \)\?\([^ ]*debian[^ ]*\) .*/\2/p' /etc/apt/sources.list
    } 2>/dev/null | head -n 1
}

can_have_newest() {
    if [ "$(id -u)" != 0 ]; then
        skip_newest "chroot needs root"
    elif ! command -v dpkg-deb >/dev/null || [ -z "$(newest_mirror)" ]; then
        skip_newest "this is no Debian"
    else
        return 0
    fi
    return 1
}

# The highest version that the suite has of a numbered package.
newest_version() {
    apt-cache pkgnames "$1-" | sed -n 's/^[^0-9]*-\([0-9]*\)$/\1/p' | sort -n | tail -n 1
}

# unpack_newest FOLDER PACKAGE...: {gcc}, {clang} and {postgres} in a package's name are the newest versions.
unpack_newest() {
    local root=$1 apt=$1/apt package packages=() gcc clang postgres
    shift
    mkdir -p "$apt"/{lists/partial,cache/archives/partial,etc}
    : >"$apt/status"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(newest_mirror) sid main" >"$apt/sources.list"
    cat >"$apt/apt.conf" <<END
Dir::State "$apt"; Dir::State::status "$apt/status"; Dir::Cache "$apt/cache"; Dir::Log "$apt";
Dir::Etc::sourcelist "$apt/sources.list"; Dir::Etc::sourceparts "/dev/null"; Dir::Etc::preferencesparts "$apt/etc";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false"; Acquire::Languages "none"; Debug::NoLocking "true";
END
    export APT_CONFIG=$apt/apt.conf
    apt-get -qq update || return
    gcc=$(newest_version g++) clang=$(newest_version clang) postgres=$(newest_version postgresql)
    for package; do
        package=${package//'{gcc}'/$gcc} package=${package//'{clang}'/$clang}
        packages+=("${package//'{postgres}'/$postgres}")
    done
    apt-get -qq install -y --no-install-recommends --download-only "${packages[@]}" || return
    for package in "$apt"/cache/archives/*.deb; do dpkg-deb -x "$package" "$root" || return; done
    rm -rf "$apt"
    prepare_newest "$root"
    echo "gcc=g++-$gcc clang=clang++-$clang postgres=/usr/lib/postgresql/$postgres/bin" >"$root/versions"
}

# What the scripts of the packages would have done, as far as compilers and servers want it.
prepare_newest() {
    local folder
    for folder in bin lib lib64 sbin; do [ -e "$1/$folder" ] || ln -s "usr/$folder" "$1/$folder"; done
    mkdir -p "$1"/{dev/shm,etc,proc,source,tmp}
    chmod 1777 "$1/tmp" "$1/dev/shm"
    mknod -m 666 "$1/dev/null" c 1 3
    mknod -m 666 "$1/dev/zero" c 1 5
    mknod -m 666 "$1/dev/urandom" c 1 9
    printf '%s\n' root:x:0:0::/:/bin/sh nobody:x:65534:65534::/tmp:/bin/sh >"$1/etc/passwd"
}

in_newest() {
    env -i PATH=/usr/bin HOME=/tmp REFRACT_POSTGRES_URL="host=/tmp user=refract dbname=newest" REFRACT_REQUIRE_POSTGRES=1 \
        "$(command -v chroot)" "$newest_root" "$@"
}

remove_newest() {
    # Never through a mount: what is mounted there is the machine's own.
    ! mountpoint -q "$newest_root/proc" || umount "$newest_root/proc" || return
    rm -rf --one-file-system "$newest_root"
}

# get_newest SECONDS PACKAGE...: unpacks a toolchain that works, or says why not. Its versions are variables then.
get_newest() {
    local limit=$1 gcc clang postgres log
    shift
    newest_root=$(mktemp -d "${TMPDIR:-/tmp}/refract-newest.XXXXXX")
    chmod 755 "$newest_root"
    log=$newest_root.log
    trap remove_newest EXIT
    echo "Unpacking the newest compilers into $newest_root"
    if ! timeout "$limit" bash -c 'source tools/newest.sh && unpack_newest "$@"' _ "$newest_root" "$@" >"$log" 2>&1; then
        tail -n 3 "$log"
        rm -f "$log"
        skip_newest "they could not be had within $limit s"
        return 1
    fi
    rm -f "$log"
    git ls-files -z --cached --others --exclude-standard ':!single_include' |
        tar --create --null --files-from=- --ignore-failed-read | tar --extract --directory="$newest_root/source"
    source "$newest_root/versions"
    newest_builds=("$gcc -std=c++26" "$clang -std=c++26" "$clang -std=c++23 -stdlib=libc++")
    newest_postgres=$postgres
    # The suite changes daily, and not every day works.
    local build
    echo '#include <sqlite3.h>
#include <string>
#include <vector>
int main() {}' >"$newest_root/tmp/sound.cpp"
    for build in "${newest_builds[@]}"; do
        if ! in_newest $build -fsyntax-only /tmp/sound.cpp; then
            skip_newest "$build does not compile an empty program today"
            return 1
        fi
    done
    in_newest "$gcc" --version | head -n 1
    in_newest "$clang" --version | head -n 1
}

# Part of ./run test: three programs, compiled only.
compile_with_newest() (
    can_have_newest || exit 0
    get_newest 300 g++-{gcc} clang-{clang} libc++-{clang}-dev libc++abi-{clang}-dev libsqlite3-dev libpq-dev || exit 0
    for build in "${newest_builds[@]}"; do
        for program in $newest_programs; do
            echo "compiling $program with $build"
            in_newest $build -fsyntax-only -I/source/include -I/usr/include/postgresql \
                "/source/examples/$program.cpp" || fail "$program does not compile with $build, see above"
        done
    done
)

start_newest_postgres() {
    local as_nobody="env -i PATH=$newest_postgres:/usr/bin HOME=/tmp $(command -v chroot) --userspec=65534:65534 $newest_root"
    quietly $as_nobody initdb --pgdata=/tmp/data --username=refract --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync
    quietly $as_nobody pg_ctl start --silent --pgdata=/tmp/data --wait --log=/tmp/log \
        --options="-c listen_addresses='' -c unix_socket_directories=/tmp -c fsync=off -c max_connections=200"
    newest_stop="$as_nobody pg_ctl stop --pgdata=/tmp/data --mode=immediate"
    newest_psql="$as_nobody psql -h /tmp -U refract -d postgres"
    $newest_psql -Atc "SELECT version()"
}

# ./run test --newest: the unit tests, on the newest PostgreSQL and SQLite.
test_with_newest() (
    can_have_newest || exit 0
    get_newest 1800 g++-{gcc} clang-{clang} libc++-{clang}-dev libc++abi-{clang}-dev libsqlite3-dev libpq-dev \
        postgresql-{postgres} sqlite3 catch2 libfmt-dev libcli11-dev nlohmann-json3-dev \
        coreutils dash cmake ninja-build python3 || exit 0
    trap 'eval "${newest_stop:-}" >/dev/null 2>&1 || true; remove_newest' EXIT
    mount -t proc proc "$newest_root/proc"
    start_newest_postgres
    in_newest sqlite3 --version
    failed=
    for build in "${newest_builds[@]}"; do
        echo
        echo "== $build"
        test_newest_build $build "" || failed+=" ($build)"
    done
    [ -z "$failed" ] || fail "tests failed with$failed, see above"
)

# What comes compiled with libstdc++ is no use to libc++: fmt's headers do without its library, and the headers of Catch2 2
# are taken from this machine.
libraries_for_libcxx() {
    [ -e /usr/include/catch2/catch.hpp ] || return
    mkdir -p "$newest_root/tmp/libcxx/include"
    cp -r /usr/include/catch2 "$newest_root/tmp/libcxx/include"
    cat >"$newest_root/tmp/libcxx/Catch2Config.cmake" <<'END'
add_library(Catch2::Catch2 INTERFACE IMPORTED)
target_include_directories(Catch2::Catch2 INTERFACE ${CMAKE_CURRENT_LIST_DIR}/include)
END
    cat >"$newest_root/tmp/libcxx/fmtConfig.cmake" <<'END'
add_library(fmt::fmt INTERFACE IMPORTED)
target_compile_definitions(fmt::fmt INTERFACE FMT_HEADER_ONLY)
END
}

# test_newest_build COMPILER -std=c++NN FLAG...
test_newest_build() {
    local folder options targets
    folder=/tmp/build-$(printf %s "$*" | tr -c a-z0-9 _)
    options="-DCMAKE_CXX_COMPILER=$1 -DCMAKE_CXX_STANDARD=${2#-std=c++} -DCMAKE_CXX_FLAGS=$3"
    options+=" -DREFRACT_EXAMPLES=OFF -DCMAKE_CXX_SCAN_FOR_MODULES=OFF" # there are none, and each file would be read twice
    if [ "$3" = -stdlib=libc++ ]; then
        libraries_for_libcxx || {
            skip_newest "no unit tests with libc++, there is no Catch2 2 on this machine"
            return 0
        }
        options+=" -DCatch2_DIR=/tmp/libcxx -Dfmt_DIR=/tmp/libcxx"
    fi
    targets=$(cd tests/unit && printf 'unit_%s ' *)
    quietly in_newest cmake -S /source -B "$folder" -G Ninja $options || return
    quietly in_newest cmake --build "$folder" --target unit_concurrent $targets -j "$CMAKE_BUILD_PARALLEL_LEVEL" || return
    $newest_psql -q -c "DROP DATABASE IF EXISTS newest" -c "CREATE DATABASE newest" || return
    in_newest ctest --test-dir "$folder" --output-on-failure --label-regex '^unit$'
}
