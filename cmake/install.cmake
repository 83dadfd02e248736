include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_folder ${CMAKE_INSTALL_DATADIR}/cmake/refract)

# One export set per target, so that the package asks only for the libraries of the targets that it hands out.
install(TARGETS refract EXPORT refract_core FILE_SET HEADERS)
install(EXPORT refract_core FILE refract_core.cmake NAMESPACE refract:: DESTINATION ${package_folder})
foreach(driver IN LISTS drivers)
    install(TARGETS refract_${driver} EXPORT refract_${driver})
    install(EXPORT refract_${driver} NAMESPACE refract:: DESTINATION ${package_folder})
endforeach()

configure_package_config_file(cmake/refractConfig.cmake.in refractConfig.cmake
    INSTALL_DESTINATION ${package_folder} NO_SET_AND_CHECK_MACRO)
# A header-only package serves every architecture.
write_basic_package_version_file(refractConfigVersion.cmake
    COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES
    ${CMAKE_CURRENT_BINARY_DIR}/refractConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/refractConfigVersion.cmake
    DESTINATION ${package_folder})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/licenses/refract)
