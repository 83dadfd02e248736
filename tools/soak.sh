# ./run soak: the long programs of tests/soak. To be sourced.

soak() {
    want ccache postgres_server
    require compiler cmake ninja sqlite postgres
    use_all_cores
    if is_there postgres_server; then
        start_postgres
        use_postgres_database soak
    fi
    cmake -S . -B build/soak -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DREFRACT_EXAMPLES=OFF
    cmake --build build/soak --target soak || fail "the programs do not build, see above"
    local program failures=0
    for program in out_of_memory kill_sqlite_writers kill_postgres_writers; do
        echo "== $program"
        [ -x "build/soak/tests/soak_$program" ] || fail "$program was not built: its client library was not found"
        "build/soak/tests/soak_$program" || failures=$((failures + 1))
    done
    [ $failures = 0 ] || fail "$failures of the programs failed, see above"
}
