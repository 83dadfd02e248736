# Into an empty folder, so that a header which is no longer installed cannot help.
file(REMOVE_RECURSE ${PREFIX})
execute_process(
    COMMAND ${CMAKE_COMMAND} --install ${BUILD_FOLDER} --prefix ${PREFIX}
    COMMAND_ERROR_IS_FATAL ANY)
