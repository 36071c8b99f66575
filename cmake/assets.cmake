# nautilus_assets(TARGET symbol file [symbol file...])
#
# Puts files into the binary: each is found in the program as the bytes from asset_<symbol> to
# asset_<symbol>_end. The page bundles are third-party and pinned; scripts/fetch brings them.

function(nautilus_assets target)
  set(assembly "    .section .rodata\n")
  set(files "")
  while(ARGN)
    list(POP_FRONT ARGN symbol file)
    if(NOT EXISTS "${file}")
      message(FATAL_ERROR "${file} is missing: run ./scripts/fetch first, or ./scripts/run, which does it all")
    endif()
    list(APPEND files "${file}")
    string(APPEND assembly
      "    .global asset_${symbol}\n    .global asset_${symbol}_end\n"
      "asset_${symbol}:\n    .incbin \"${file}\"\nasset_${symbol}_end:\n    .byte 0\n")
  endwhile()
  string(APPEND assembly "    .section .note.GNU-stack,\"\",@progbits\n")
  set(source "${CMAKE_BINARY_DIR}/${target}_assets.S")
  file(CONFIGURE OUTPUT "${source}" CONTENT "${assembly}" @ONLY)
  set_source_files_properties("${source}" PROPERTIES OBJECT_DEPENDS "${files}" COMPILE_OPTIONS "-w")
  target_sources(${target} PRIVATE "${source}")
endfunction()
