# ./run test. To be sourced.

total_passed=0

run_tests() {
    # The oldest Clang runs everything with the sanitizers, a newer one what has threads.
    local builds="dev sanitize thread" needs="clang16 clang19"
    case ${1:-} in
    --quick) builds=dev needs= ;;
    --newest)
        use_all_cores
        test_with_newest
        return
        ;;
    '') ;;
    *) fail "test takes --quick, --newest or nothing" ;;
    esac

    want ccache boost postgres_server pgbouncer $needs
    require compiler cmake ninja python fmt cli sqlite sqlite_shell postgres catch2
    use_all_cores
    if is_there postgres_server; then
        start_postgres
    elif [ -z "${REFRACT_POSTGRES_URL:-}" ]; then
        skip "the tests that need PostgreSQL: no server was found"
    fi

    fetch_parsers

    local build
    for build in $builds; do
        if is_there "$(compiler_of "$build")"; then
            run_build "$build"
        else
            skip "the build $build: its compiler was not found"
        fi
    done
    # Compilers that change from day to day are told about, but do not decide; `--newest` does.
    if [ "${1:-}" != --quick ] && ! is_late "compiling with the newest compilers"; then
        compile_with_newest || echo "NOT ALL PROGRAMS COMPILE with the newest compilers, see above"
    fi
    # The form in which ctest sums up one build, for all of them.
    echo
    echo "100% tests passed, 0 tests failed out of $total_passed"
}

# Parsers of the languages of databases to which no driver speaks yet; the texts are compared without them as well.
fetch_parsers() {
    [ ! -e build/parsers/complete ] || return 0
    if quietly timeout 120 python3 -m pip install --quiet --disable-pip-version-check --target build/parsers \
        sqlglot==30.30.0 sqlfluff==4.5.0; then
        touch build/parsers/complete
    else
        echo "skipped: parsing the statements of MariaDB and SQL Server, the parsers cannot be installed"
    fi
}

# On a developer's machine less is tested, and said so; CI has to have it all.
skip() {
    [ "${CI:-}" != true ] || fail "cannot run $1"
    echo "skipped: $1"
}

# A slow machine leaves out, and says so, what other parts of the run have shown in another way: whoever waits for it
# gives up after 90 minutes.
late_after=4200
is_late() {
    [ "$SECONDS" -ge "$late_after" ] && echo "skipped: $1, since this run has taken $((SECONDS / 60)) minutes already"
}

compiler_of() {
    case $1 in
    dev) echo compiler ;;
    sanitize) echo clang16 ;;
    *) echo clang19 ;;
    esac
}

# How much memory GCC may leave unused, in kilobytes, before it looks for what it can use again: a tenth of its time where
# the machine has enough for all files that are compiled at once.
unused_memory() {
    local has
    has=$(sed -n 's/^MemTotal: *\([0-9]*\) kB$/\1/p' /proc/meminfo 2>/dev/null) || true
    local each=$((${has:-0} / (4 * CMAKE_BUILD_PARALLEL_LEVEL)))
    echo $((each < 400000 ? 400000 : each > 3000000 ? 3000000 : each))
}

# Stops the script where something fails, with ctest's summary as the last lines.
run_build() {
    local build=$1 folder=build/$1 started=$SECONDS
    echo
    echo "== $build"
    [ -z "$postgres_folder" ] || use_postgres_database "$build"
    local options=()
    [ "$build" != dev ] || options=("-DCMAKE_CXX_FLAGS=--param=ggc-min-heapsize=$(unused_memory)")
    cmake --preset "$build" "${options[@]}"
    cmake --build --preset "$build" || fail "the build $build failed, see above"
    local left_out=()
    [ "$build" = dev ] || ! is_late "programs that must not compile, by the build $build" || left_out=(-LE reject)
    ctest --preset "$build" "${left_out[@]}" | tee "$folder/tests_log"
    sort "$folder/Testing/Temporary/LastTest.log" | grep '^skipped: ' | uniq -c || true
    total_passed=$((total_passed + $(sed -n 's/^100% tests passed, 0 tests failed out of //p' "$folder/tests_log")))
    echo "== $build took $((SECONDS - started)) s"
}
