/* stub: its owner replaces this file */
#include "names/actors.h"
dulati_result dul_actors_open(const dul_pack *pack, const dul_countries *countries, const dulati_allocator *allocator, dul_actors **out, dulati_error *err){(void)pack;(void)countries;(void)allocator;(void)err;*out=NULL;return DULATI_OK;}
void dul_actors_close(dul_actors *actors){(void)actors;}
size_t dul_actors_count(const dul_actors *actors){(void)actors;return 0;}
