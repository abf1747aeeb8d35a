# Text files compiled into the program.
#
#   dunlin_embed(TARGET NAMESPACE FUNCTION GLOB)
#
# defines `const std::map<std::string_view, std::string_view>& NAMESPACE::FUNCTION()`
# from the file's name without its ending to its bytes.
function(dunlin_embed TARGET NAMESPACE FUNCTION)
  file(GLOB FILES CONFIGURE_DEPENDS ${ARGN})
  set(OUT ${CMAKE_CURRENT_BINARY_DIR}/embedded_${FUNCTION}.cpp)
  list(JOIN FILES "|" JOINED)
  add_custom_command(
    OUTPUT ${OUT}
    COMMAND ${CMAKE_COMMAND} -DOUT=${OUT} -DNAMESPACE=${NAMESPACE} -DFUNCTION=${FUNCTION}
            "-DFILES=${JOINED}" -P ${PROJECT_SOURCE_DIR}/cmake/EmbedScript.cmake
    DEPENDS ${FILES} ${PROJECT_SOURCE_DIR}/cmake/EmbedScript.cmake
    VERBATIM)
  target_sources(${TARGET} PRIVATE ${OUT})
endfunction()
