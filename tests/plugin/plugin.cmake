# A program and plug-ins that are compiled against refract each for itself, with all that the linker can keep apart
# kept apart.

if(NOT TARGET refract::sqlite)
    return()
endif()

function(add_reader_plugin name model)
    string(TOLOWER ${model} table)
    add_library(${name} MODULE plugin/reader.cpp)
    target_compile_definitions(${name} PRIVATE REFRACT_TEST_MODEL=${model} REFRACT_TEST_TABLE="${table}")
    target_link_libraries(${name} PRIVATE refract::sqlite refract_warnings)
    set_target_properties(${name} PROPERTIES CXX_VISIBILITY_PRESET ${ARGV2} PREFIX "")
endfunction()

add_executable(plugin_host plugin/host.cpp)
target_link_libraries(plugin_host PRIVATE refract::sqlite refract_warnings ${CMAKE_DL_LIBS})
foreach(visibility hidden default)
    add_reader_plugin(plugin_cities_${visibility} City ${visibility})
    add_reader_plugin(plugin_towns_${visibility} Town ${visibility})
    add_test(NAME plugin_${visibility}
        COMMAND plugin_host $<TARGET_FILE:plugin_cities_${visibility}> $<TARGET_FILE:plugin_towns_${visibility}>)
    set_tests_properties(plugin_${visibility} PROPERTIES LABELS unit TIMEOUT 60)
endforeach()
