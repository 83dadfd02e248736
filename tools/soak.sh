# ./run soak: the long programs of tests/soak. To be sourced.

soak() {
    want ccache postgres_server
    require compiler cmake ninja fmt cli sqlite postgres
    use_all_cores
    if is_there postgres_server; then
        start_postgres
        use_postgres_database soak
    fi
    cmake -S . -B build/soak -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DREFRACT_EXAMPLES=OFF
    cmake --build build/soak --target soak || fail "the programs do not build, see above"
    local failures=0
    soak_program memory_shortage 1
    soak_program soak_compare_tables
    soak_program soak_kill_sqlite_writers
    soak_program soak_kill_postgres_writers
    REFRACT_SOAK_SEEDS=${REFRACT_SOAK_SEEDS:-20000} soak_program unit_concurrent "[postgres_hostile]"
    REFRACT_EVOLUTION_STEPS=1000 soak_program random "[evolution]"
    REFRACT_CUT_EVERY=2 soak_program unit_cli "[cut_off]"
    [ $failures = 0 ] || fail "$failures of the programs failed, see above"
}

soak_program() { # name, arguments
    echo "== $*"
    [ -x "build/soak/tests/$1" ] || fail "$1 was not built: its client library was not found"
    "build/soak/tests/$1" "${@:2}" || failures=$((failures + 1))
}
