include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_folder ${CMAKE_INSTALL_DATADIR}/cmake/refract)

# The drivers' targets are made by refractConfig.cmake, on the machine that uses them.
install(TARGETS refract EXPORT refract_core FILE_SET HEADERS)
install(EXPORT refract_core FILE refract_core.cmake NAMESPACE refract:: DESTINATION ${package_folder})

configure_package_config_file(cmake/refractConfig.cmake.in refractConfig.cmake
    INSTALL_DESTINATION ${package_folder} NO_SET_AND_CHECK_MACRO)
# A header-only package serves every architecture.
write_basic_package_version_file(refractConfigVersion.cmake
    COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES
    cmake/drivers.cmake
    cmake/refract_embed_migrations.cmake
    cmake/cli.cmake
    src/cli.cpp
    ${CMAKE_CURRENT_BINARY_DIR}/refractConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/refractConfigVersion.cmake
    DESTINATION ${package_folder})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/licenses/refract)
if(refract_cli_FOUND AND REFRACT_PROGRAM)
    set_target_properties(refract_program PROPERTIES EXCLUDE_FROM_ALL OFF)
    install(TARGETS refract_program OPTIONAL) # headers are installed without building anything
endif()
