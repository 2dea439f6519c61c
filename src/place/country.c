/* stub: its owner replaces this file */
#include "place/country.h"
dulati_result dul_countries_open(const dul_pack *pack, const dulati_allocator *allocator, dul_countries **out, dulati_error *err){(void)pack;(void)allocator;(void)err;*out=NULL;return DULATI_OK;}
void dul_countries_close(dul_countries *countries){(void)countries;}
size_t dul_countries_count(const dul_countries *countries){(void)countries;return 0;}
const dul_country *dul_countries_get(const dul_countries *countries, size_t index){(void)countries;(void)index;return NULL;}
const dul_country *dul_countries_find(const dul_countries *countries, dul_str lower, dul_country_use *use){(void)countries;(void)lower;(void)use;return NULL;}
const dul_country *dul_countries_by_code(const dul_countries *countries, dul_str code){(void)countries;(void)code;return NULL;}
