# SPDX-License-Identifier: MIT
# refract_embed_migrations(target folder): puts the migrations of a folder into a program, as
# <refract_migrations.hpp> with the list refract_migrations:
#
#   refract_embed_migrations(app ${CMAKE_CURRENT_SOURCE_DIR}/migrations)
#
#   #include <refract_migrations.hpp>
#   refract::migrate::deploy(db, refract_migrations);
#
# The header is written anew when a file of the folder changes, or one comes or goes.

set(REFRACT_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

function(refract_write_embedded folder header)
    file(GLOB names RELATIVE "${folder}" "${folder}/*")
    list(SORT names)
    set(list "")
    set(count 0)
    foreach(name IN LISTS names)
        if(NOT EXISTS "${folder}/${name}/migration.sql")
            continue()
        endif()
        if(NOT name MATCHES "^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]_.")
            message(FATAL_ERROR "the folder ${name} has a migration.sql, and its name is none of a migration; call it as "
                                "20261127101500_add_price is called")
        endif()
        set(parts "")
        foreach(file migration.sql down.sql)
            set(digits "")
            if(EXISTS "${folder}/${name}/${file}")
                file(READ "${folder}/${name}/${file}" digits HEX)
            endif()
            refract_literal_of_digits("${digits}" literal)
            string(APPEND parts ", ${literal}")
        endforeach()
        string(APPEND list "    {\"${name}\"${parts}},\n")
        math(EXPR count "${count} + 1")
    endforeach()
    set(text "// Written by refract_embed_migrations of CMake from ${folder}.\n#pragma once\n\n")
    string(APPEND text "#include <refract/migrate/deploy.hpp>\n\n#include <array>\n\n")
    string(APPEND text "inline constexpr std::array<refract::migrate::embedded_migration, ${count}> refract_migrations{{\n")
    string(APPEND text "${list}}};\n")
    file(WRITE "${header}" "${text}")
endfunction()

# Digits of bytes as literals; each byte is one escape, and a literal ends before it is too long.
function(refract_literal_of_digits digits result)
    set(literal "")
    string(LENGTH "${digits}" length)
    set(at 0)
    while(at LESS length)
        string(SUBSTRING "${digits}" ${at} 4000 part)
        string(REGEX REPLACE "(..)" "\\\\x\\1" part "${part}")
        string(APPEND literal "\n        \"${part}\"")
        math(EXPR at "${at} + 4000")
    endwhile()
    if(literal STREQUAL "")
        set(literal "\"\"")
    endif()
    set(${result} "${literal}" PARENT_SCOPE)
endfunction()

function(refract_embed_migrations target folder)
    get_filename_component(folder "${folder}" ABSOLUTE)
    set(place "${CMAKE_CURRENT_BINARY_DIR}/${target}_migrations")
    file(GLOB_RECURSE files CONFIGURE_DEPENDS "${folder}/*.sql")
    add_custom_command(OUTPUT "${place}/refract_migrations.hpp"
        COMMAND ${CMAKE_COMMAND} "-DREFRACT_EMBED_FOLDER=${folder}" "-DREFRACT_EMBED_HEADER=${place}/refract_migrations.hpp"
                -P "${REFRACT_EMBED_SCRIPT}"
        DEPENDS ${files} "${REFRACT_EMBED_SCRIPT}" VERBATIM)
    target_sources(${target} PRIVATE "${place}/refract_migrations.hpp")
    target_include_directories(${target} PRIVATE "${place}")
endfunction()

if(REFRACT_EMBED_HEADER)
    refract_write_embedded("${REFRACT_EMBED_FOLDER}" "${REFRACT_EMBED_HEADER}")
endif()
