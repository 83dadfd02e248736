# refract::cli, what refract/cli.hpp declares: the commands, compiled once. Used by our own build and by
# find_package(refract COMPONENTS cli), as it is compiled by the compiler that uses it.
#
#   add_refract_cli(<source folder> <drivers>...)   makes refract::cli where its libraries are found, else says why

string(CONCAT refract_cli_hint "CLI11, fmt and nlohmann's json are needed. "
    "Debian, Ubuntu: libcli11-dev libfmt-dev nlohmann-json3-dev; Fedora: cli11-devel fmt-devel json-devel; "
    "Arch: cli11 fmt nlohmann-json; Homebrew: cli11 fmt nlohmann-json; vcpkg: cli11 fmt nlohmann-json.")

function(add_refract_cli source_folder)
    find_package(CLI11 QUIET)
    find_package(fmt QUIET)
    find_package(nlohmann_json QUIET)
    if(NOT CLI11_FOUND OR NOT fmt_FOUND OR NOT nlohmann_json_FOUND OR NOT ARGN)
        set(refract_cli_FOUND FALSE PARENT_SCOPE)
        return()
    endif()
    add_library(refract_cli STATIC EXCLUDE_FROM_ALL ${source_folder}/cli.cpp)
    add_library(refract::cli ALIAS refract_cli)
    target_compile_features(refract_cli PUBLIC cxx_std_20)
    target_link_libraries(refract_cli PUBLIC ${ARGN} PRIVATE CLI11::CLI11 fmt::fmt nlohmann_json::nlohmann_json)
    set(refract_cli_FOUND TRUE PARENT_SCOPE)
endfunction()
