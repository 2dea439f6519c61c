/* stub: its owner replaces this file */
#include "text/offsets.h"
#include "base/utf8.h"
bool dul_offsets_init(dul_offsets *offsets, dul_arena *arena, dul_str text){(void)arena;offsets->text=text;offsets->before=NULL;return true;}
uint32_t dul_offsets_cp(const dul_offsets *offsets, uint32_t byte){return (uint32_t)dul_utf8_count((dul_str){offsets->text.at,byte});}
