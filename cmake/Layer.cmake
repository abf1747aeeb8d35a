# One static library per folder of lib/, which names the layers and libraries it uses.
#
#   dunlin_layer(revision USES sql base LIBRARIES Boost::headers)
#
# The third-party libraries of a layer are private: no header of ours includes theirs.
# tests/architecture reads the includes and compares them with USES.
function(dunlin_layer NAME)
  cmake_parse_arguments(ARG "" "" "USES;LIBRARIES" ${ARGN})
  file(GLOB_RECURSE SOURCES CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(NOT SOURCES)
    file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/empty.cpp "")
    set(SOURCES ${CMAKE_CURRENT_BINARY_DIR}/empty.cpp)
  endif()
  add_library(dunlin_${NAME} STATIC ${SOURCES})
  add_library(dunlin::${NAME} ALIAS dunlin_${NAME})
  target_include_directories(dunlin_${NAME} PUBLIC ${PROJECT_SOURCE_DIR}/lib)
  foreach(LAYER IN LISTS ARG_USES)
    target_link_libraries(dunlin_${NAME} PUBLIC dunlin_${LAYER})
  endforeach()
  target_link_libraries(dunlin_${NAME} PUBLIC fmt::fmt PRIVATE ${ARG_LIBRARIES})
endfunction()
