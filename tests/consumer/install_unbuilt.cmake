# The lines of docs/guide/01-install.md: nothing is built before the headers are installed.
file(REMOVE_RECURSE ${FOLDER})
execute_process(COMMAND ${CMAKE_COMMAND} -S ${SOURCE_FOLDER} -B ${FOLDER}/build -G ${GENERATOR}
    -DCMAKE_CXX_COMPILER=${COMPILER} -DREFRACT_TESTS=OFF -DREFRACT_EXAMPLES=OFF COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --install ${FOLDER}/build --prefix ${FOLDER}/prefix
    COMMAND_ERROR_IS_FATAL ANY)
if(NOT EXISTS ${FOLDER}/prefix/include/refract/sqlite.hpp)
    message(FATAL_ERROR "No headers were installed")
endif()
