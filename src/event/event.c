/* stub: its owner replaces this file */
#include "event/event.h"
dulati_result dul_event_find(const dul_rules *rules, const dul_job *job, const dul_findings *found, dul_events *out){(void)rules;(void)job;(void)found;*out=(dul_events){0};return DULATI_OK;}
const char *dul_status_text(dul_status status){static const char*const t[]={"actual","historical","future","hypothetical","negated"};return t[status];}
