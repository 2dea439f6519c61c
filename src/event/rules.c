/* stub: its owner replaces this file */
#include "event/rules.h"
dulati_result dul_rules_open(const dul_pack *pack, const dulati_allocator *allocator, dul_rules **out, dulati_error *err){(void)pack;(void)allocator;(void)err;*out=NULL;return DULATI_OK;}
void dul_rules_close(dul_rules *rules){(void)rules;}
size_t dul_rules_count(const dul_rules *rules){(void)rules;return 0;}
