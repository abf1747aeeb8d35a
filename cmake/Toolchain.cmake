# How every target is compiled: C++20, warnings, sanitizers, coverage, ccache, lld.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# -O3 buys nothing where servers and disks are waited for.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG" CACHE STRING "" FORCE)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

option(DUNLIN_SANITIZE "AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(DUNLIN_COVERAGE "Instrument for coverage" OFF)
option(DUNLIN_FUZZ "Build the fuzz targets with libFuzzer (clang)" OFF)
option(DUNLIN_WERROR "Warnings are errors" OFF)

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 warns about its own string and optional code at -O2.
  add_compile_options(-Wno-restrict -Wno-maybe-uninitialized -Wno-missing-field-initializers)
else()
  add_compile_options(-Wno-missing-field-initializers)
endif()
if(DUNLIN_WERROR)
  add_compile_options(-Werror)
endif()

if(DUNLIN_SANITIZE)
  # vptr, null, alignment and object-size double the compile time and have found nothing here.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=vptr,null,alignment,object-size
                      -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(DUNLIN_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
if(DUNLIN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(DUNLIN_CCACHE ccache)
if(DUNLIN_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${DUNLIN_CCACHE})
endif()
find_program(DUNLIN_LLD ld.lld)
if(DUNLIN_LLD)
  add_link_options(-fuse-ld=lld)
endif()
