/* stub: its owner replaces this file */
#include "time/timex.h"
dulati_result dul_timex_find(const dul_job *job, const dul_text *text, const dul_tree *tree, dul_timexes *out){(void)job;(void)text;(void)tree;*out=(dul_timexes){0};return DULATI_OK;}
const char *dul_timex_type_text(dul_timex_type type){static const char *const t[]={"DATE","TIME","DURATION","SET"};return t[type];}
